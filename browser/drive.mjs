// Sits at the pages for the stories. Each line of its input is an act in JSON: a page to open, or a form to fill in and send. Each line of its
// output says what came. What a person at a phone could not do is a fault: a field out of sight, a page wider than the screen, a broken script.

import { createInterface } from "node:readline";
import { openBrowser } from "./open.mjs";

const PHONE = { width: 360, height: 740 };

// A page that takes longer hangs.
const PATIENCE_MS = 30_000;

const browser = await openBrowser();
const windows = new Map();

// Returns somebody's window, with the cookies that the story knows.
async function windowOf({ window, origin, cookies }) {
  if (!windows.has(window)) {
    const context = await browser.newContext({ viewport: PHONE, baseURL: origin });
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    const faults = [];
    page.on("pageerror", (error) => faults.push(`a script failed: ${error.message}`));
    windows.set(window, { context, page, faults });
  }
  const found = windows.get(window);
  await found.context.clearCookies();
  await found.context.addCookies(cookies.map(([name, value]) => ({ name, value, url: origin })));
  return found;
}

async function shown({ context, page, faults }, response) {
  const widest = await page.evaluate(() => document.documentElement.scrollWidth);
  if (widest > PHONE.width) faults.push(`the page is ${widest} px wide on a screen of ${PHONE.width}`);
  if (faults.length > 0) throw new Error(faults.splice(0).join("; "));
  const { pathname, search } = new URL(response.url());
  return {
    path: pathname + search,
    status: response.status(),
    headers: (await response.headersArray()).map(({ name, value }) => [name, value]),
    body: await response.text(),
    cookies: (await context.cookies()).map(({ name, value }) => [name, value]),
  };
}

async function open(act) {
  const found = await windowOf(act);
  return shown(found, await found.page.goto(act.path));
}

// Finds the form that goes to an address and has all the fields.
async function formOf(page, { action, fields }) {
  const names = fields.map(([name]) => name);
  const place = await page.evaluate(
    ([action, names]) => {
      const forms = [...document.querySelectorAll("form[method=post]")];
      return forms.findIndex((form) => {
        const to = form.getAttribute("action") ?? location.pathname + location.search;
        return to === action && names.every((name) => form.elements.namedItem(name) !== null);
      });
    },
    [action, names],
  );
  if (place < 0) throw new Error(`no form goes to ${action} with ${names.join(", ")}`);
  return page.locator("form[method=post]").nth(place);
}

// Unfolds what a field is folded away in, as somebody would who looks for it.
async function unfold(field) {
  const folded = field.locator("xpath=ancestor::details[not(@open)]/summary");
  for (const summary of await folded.all()) await summary.click();
}

// Chooses or types what a field is given. Choices come first, because they uncover other fields.
async function fill(form, fields) {
  const given = new Map();
  for (const [name, value] of fields) given.set(name, [...(given.get(name) ?? []), value]);
  const kinds = new Map();
  for (const name of given.keys()) {
    const field = form.locator(`[name="${name}"]`).first();
    kinds.set(name, await field.evaluate((field) => field.type));
    await unfold(field);
  }
  let pressed = null;
  for (const [name, values] of given) {
    const field = form.locator(`[name="${name}"]`);
    const kind = kinds.get(name);
    if (kind === "radio" && values[0] !== "") await form.locator(`[name="${name}"][value="${values[0]}"]`).check();
    if (kind === "checkbox") {
      for (const box of await field.all()) await box.setChecked(values.includes(await box.inputValue()));
    }
    if (kind === "select-one") await field.selectOption(values[0]);
    if (kind === "submit") pressed = form.locator(`[name="${name}"][value="${values[0]}"]`);
    if (kind === "hidden") await field.evaluate((hidden, value) => (hidden.value = value), values[0]);
  }
  for (const [name, values] of given) {
    if (["radio", "checkbox", "select-one", "submit", "hidden"].includes(kinds.get(name))) continue;
    await form.locator(`[name="${name}"]`).fill(values[0]);
  }
  return pressed ?? form.locator("button:not([name]), input[type=submit]").first();
}

async function send(act) {
  const found = await windowOf(act);
  const { page } = found;
  const isShown = act.key !== "" && (await page.locator(`input[name=form_key][value="${act.key}"]`).count()) > 0;
  if (!isShown) await page.goto(act.path);
  const button = await fill(await formOf(page, act), act.fields);
  const [response] = await Promise.all([page.waitForNavigation(), button.click()]);
  return shown(found, response);
}

const acts = { open, send };

for await (const line of createInterface({ input: process.stdin })) {
  const act = JSON.parse(line);
  const answer = await acts[act.do](act).catch((error) => ({ fault: String(error.message).split("\n").slice(0, 4).join(" ") }));
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser.close();
