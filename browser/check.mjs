// Checks the demo's pages in a real browser: every role, every kind of page, every form's error state.
//
//   node check.mjs [--program FILE] [--screenshots DIR]
//
// Prints what is wrong as a plain list, and ends with 1 if there is anything.

import { mkdirSync } from "node:fs";
import { parseArgs } from "node:util";
import { dark } from "./colours.mjs";
import { crawl, patternOf } from "./crawl.mjs";
import { startDemo } from "./demo.mjs";
import { kept, money, suggestions } from "./ease.mjs";
import { contactByKeyboard, contactWithoutScript, signIn } from "./journeys.mjs";
import { openBrowser } from "./open.mjs";
import { millie, solene, tara } from "./pathway.mjs";
import { officer } from "./referred.mjs";
import { Report } from "./report.mjs";
import { contractor, insightDay } from "./work.mjs";

// The whole run. A page that hangs must not hold up a release for longer.
const LIMIT_MS = 30 * 60 * 1000;

// Roles that are crawled at once.
const AT_ONCE = 3;

const { values: options } = parseArgs({
  options: {
    program: { type: "string", default: `${process.env.CARGO_TARGET_DIR ?? "../target"}/debug/foothold` },
    screenshots: { type: "string" },
  },
});

const began = Date.now();
const report = new Report();
const limit = setTimeout(() => {
  report.add("every role", "", `the checks took longer than ${LIMIT_MS / 60_000} minutes`);
  finish();
}, LIMIT_MS);

const demo = await startDemo(options.program);
const browser = await openBrowser();

async function finish() {
  clearTimeout(limit);
  report.close();
  await browser.close().catch(() => {});
  await demo.stop();
  const seconds = Math.round((Date.now() - began) / 1000);
  process.exit(report.print(seconds) ? 0 : 1);
}

// A check that fails to finish counts as a fault, and the others still run.
async function attempt(role, what, check) {
  try {
    await check();
  } catch (error) {
    report.add(role, what, String(error.message ?? error).split("\n").slice(0, 3).join(" "));
  }
}

if (options.screenshots) mkdirSync(options.screenshots, { recursive: true });

// The journeys come first, because the crawl sends forms that may change who a coach works with.
const coach = demo.links.find(({ role }) => /coach/i.test(role));
if (coach) {
  await attempt(coach.role, "a contact by keyboard alone", () => contactByKeyboard(browser, coach.url));
  await attempt(coach.role, "a contact without JavaScript", () => contactWithoutScript(browser, coach.url));
  for (const journey of [solene, tara, millie, officer, insightDay, contractor, suggestions, kept, money, dark]) {
    await attempt("journey", journey.name, () => journey(browser, demo.links));
  }
} else {
  report.add("coach", "journeys", "the demo printed no link for a coach");
}

// A role looks the same in every council, so it is crawled in one and only opened in the others.
const seen = new Set();
const crawled = new Set();
const waiting = [...demo.links];
async function crawlRoles() {
  for (let next = waiting.shift(); next; next = waiting.shift()) {
    const { role, url } = next;
    await attempt(role, "crawl", async () => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      const page = await context.newPage();
      await signIn(page, url);
      const name = role.split(" (")[0];
      const pages = crawled.has(name) ? 1 : Infinity;
      crawled.add(name);
      await crawl({ page, role, report, seen, pages, screenshots: options.screenshots });
      await context.close();
    });
  }
}
await Promise.all(Array.from({ length: AT_ONCE }, crawlRoles));
report.pages = seen.size;
report.roles = crawled.size;
report.links = demo.links.length;
for (const expected of ["/people/{id}", "/people/{id}/contacts/new"]) {
  if (![...seen].some((key) => patternOf(key) === expected)) {
    report.add("every role", expected, "no role reached this page");
  }
}
await finish();
