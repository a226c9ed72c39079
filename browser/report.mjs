// What is wrong, once each: the same fault on the same kind of page is one fault, whichever role sees it.

export class Report {
  faults = new Map();
  pages = 0;
  forms = 0;
  roles = 0;
  links = 0;
  isClosed = false;

  add(role, page, what) {
    if (this.isClosed) return;
    const key = `${page}\t${what}`;
    const roles = this.faults.get(key) ?? new Set();
    this.faults.set(key, roles.add(role));
  }

  // A check interrupted because the run ends is not a fault of a page.
  close() {
    this.isClosed = true;
  }

  // Prints the list. Returns whether nothing is wrong.
  print(seconds) {
    for (const [key, roles] of [...this.faults].sort(([one], [other]) => (one < other ? -1 : 1))) {
      const [page, what] = key.split("\t");
      const [first, ...others] = roles;
      console.log(`${page} (${first}${others.length > 0 ? ` and ${others.length} more` : ""}): ${what}`);
    }
    console.log(
      `${this.links} sign-ins, ${this.roles} roles, ${this.pages} kinds of page, ${this.forms} forms sent empty, ` +
        `${this.faults.size} faults, ${seconds} s`,
    );
    return this.faults.size === 0;
  }
}
