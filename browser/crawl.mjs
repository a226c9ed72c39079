// Follows every link of a role once per kind of page, up to a number of pages, and checks each page against the rules.

import { join } from "node:path";
import { checkKeyboard, checkPage, watch } from "./rules.mjs";

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

// Names the kind of page that an address leads to: ids replaced, and the names of what its query asks for.
export function kindOf(address) {
  const { pathname, searchParams } = new URL(address);
  const names = [...new Set(searchParams.keys())].filter((name) => name !== "said").sort();
  const path = pathname.replace(ID, "{id}").replace(/^\/programmes\/.+/, "/programmes/{key}");
  return names.length === 0 ? path : `${path}?${names.join("&")}`;
}

export function patternOf(kind) {
  return kind.split("?")[0];
}

export async function crawl({ page, role, report, seen, pages, screenshots }) {
  const faults = watch(page);
  const origin = new URL(page.url()).origin;
  const waiting = [page.url()];
  const mine = new Set();
  const titles = new Map();
  const forms = [];
  while (waiting.length > 0 && titles.size < pages) {
    const address = waiting.shift();
    if (mine.has(kindOf(address))) continue;
    mine.add(kindOf(address));
    const response = await page.goto(address, { waitUntil: "load" });
    // An address may redirect to a page that has been checked.
    const kind = kindOf(page.url());
    if (kind !== kindOf(address) && mine.has(kind)) continue;
    mine.add(kind);
    if (response.status() >= 400) report.add(role, kind, `a link leads here, and it answers ${response.status()}`);
    const isNew = !seen.has(kind);
    seen.add(kind);
    await checkPage({ page, role, kind, isNew, report, faults });
    nameTwice({ titles, kind, title: await page.title(), role, report });
    for (const next of await linksOf(page, origin)) waiting.push(next);
    if (!isNew) continue;
    if (screenshots) await takePictures(page, join(screenshots, fileName(role, kind)));
    await checkKeyboard({ page, role, kind, report });
    forms.push({ address, kind });
  }
  // A form may remove someone from what the role can see, so the forms are sent once every page has been seen.
  for (const { address, kind } of forms) await sendEmpty({ page, address, role, kind, report, faults, screenshots });
}

// Two kinds of page with one title cannot be told apart in a list of tabs or of headings.
function nameTwice({ titles, kind, title, role, report }) {
  const pattern = patternOf(kind);
  const other = titles.get(title);
  if (other && other !== pattern) report.add(role, kind, `has the title of ${other}: ${title}`);
  titles.set(title, pattern);
}

async function linksOf(page, origin) {
  const found = await page.evaluate(() => {
    const links = [...document.querySelectorAll("a[href]:not([download])")].map((link) => link.href);
    const searches = [...document.querySelectorAll("form[method=get]")].map((form) => {
      const field = form.querySelector("input[type=search], input[type=text]");
      return field ? `${form.action}?${field.name}=a` : form.action;
    });
    return [...links, ...searches];
  });
  return found.map((link) => link.split("#")[0]).filter((link) => new URL(link).origin === origin);
}

// Sends the page's form empty, and checks the response against the same rules. A form with no fields would take effect, so it is
// not sent.
async function sendEmpty({ page, address, role, kind, report, faults, screenshots }) {
  await page.goto(address, { waitUntil: "load" });
  const asks = await page.evaluate(() => {
    const form = document.querySelector("main form[method=post]");
    // A form can stand in something folded, as on Today.
    const folded = form?.closest("details");
    if (folded) folded.open = true;
    const fields = form ? [...form.querySelectorAll("input:not([type=hidden]), textarea, select")] : [];
    for (const field of fields) {
      if (field.type === "checkbox" || field.type === "radio") field.checked = false;
      else if (field.tagName === "SELECT") field.selectedIndex = 0;
      else field.value = "";
    }
    return fields.length > 0;
  });
  if (!asks) return;
  report.forms += 1;
  const [response] = await Promise.all([
    page.waitForNavigation({ waitUntil: "load" }),
    page.click("main form[method=post] button"),
  ]);
  if (response.status() !== 422) return;
  const state = `${kind}, sent empty`;
  await checkPage({ page, role, kind: state, isNew: true, report, faults });
  if (screenshots) await takePictures(page, join(screenshots, fileName(role, state)));
  const problem = await page.evaluate(() => {
    const summary = document.querySelector(".govuk-error-summary");
    if (!summary) return "no error summary";
    if (!document.title.startsWith("Error: ")) return "the title does not begin with Error:";
    if (!summary.contains(document.activeElement)) return "the error summary does not take the focus";
    const lost = [...summary.querySelectorAll("a[href^='#']")].find((link) => !document.querySelector(link.hash));
    return lost ? `the error summary leads to ${lost.hash}, which is not there` : "";
  });
  if (problem) report.add(role, state, problem);
}

function fileName(role, kind) {
  return `${role}-${kind}`.toLowerCase().replace(/[^a-z0-9]+/g, "-").replace(/^-|-$/g, "");
}

async function takePictures(page, path) {
  for (const width of [360, 1280]) {
    await page.setViewportSize({ width, height: 900 });
    await page.screenshot({ path: `${path}-${width}.png`, fullPage: true });
  }
}
