// The rules for every page.

import axe from "axe-core";

// WCAG 2.2, 1.4.10: nothing scrolls sideways at 320 CSS pixels, or at 640, which is 1280 at 200 %.
const WIDTHS = [320, 640, 1280];

// More than any page has; a page from which Tab does not lead out would go on for ever.
const MOST_TABS = 300;

// Records what the browser itself complains about. Returns a function that takes what was recorded since.
export function watch(page) {
  let noted = [];
  page.on("console", (message) => {
    // Forms with faults answer 422 and missing pages 404; the browser calls both errors.
    const isStatus = /Failed to load resource.*status of 4\d\d/.test(message.text());
    if (message.type() === "error" && !isStatus) noted.push(`the console says: ${message.text()}`);
  });
  page.on("pageerror", (error) => noted.push(`a script fails: ${error.message}`));
  page.on("requestfailed", (request) => {
    const reason = request.failure()?.errorText;
    if (reason !== "net::ERR_ABORTED") noted.push(`${new URL(request.url()).pathname} cannot be loaded: ${reason}`);
  });
  return () => {
    const taken = noted;
    noted = [];
    return taken;
  };
}

// Checks a page against the rules. The widths are tried once per kind of page: they do not change with the role.
export async function checkPage({ page, role, kind, isNew, report, faults }) {
  const add = (what) => report.add(role, kind, what);
  const headings = await page.locator("h1").count();
  if (headings !== 1) add(`has ${headings} first headings`);
  if (!(await page.title()).trim()) add("has no title");
  for (const width of isNew ? WIDTHS : []) {
    await page.setViewportSize({ width, height: 900 });
    const widest = await page.evaluate(overflowing);
    if (widest) add(`scrolls sideways at ${width} pixels: ${widest}`);
  }
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    add(`axe ${id}: ${help} (${nodes.length}×, first ${nodes[0].target.join(" ")})`);
  }
  for (const fault of faults()) add(fault);
}

// Runs in the page. Returns the widest element that makes the document scroll sideways, or nothing.
function overflowing() {
  const { scrollWidth, clientWidth } = document.documentElement;
  if (scrollWidth <= clientWidth) return "";
  const inner = [...document.querySelectorAll("body *")].filter(
    (element) => !element.closest(".foothold-scroll") && element.getBoundingClientRect().right > clientWidth + 0.5,
  );
  const widest = inner.at(-1) ?? document.body;
  return `${widest.tagName.toLowerCase()}.${widest.className} by ${scrollWidth - clientWidth}`;
}

// Goes through the page with the Tab key: the skip link first, everything reached, and the focus always visible.
export async function checkKeyboard({ page, role, kind, report }) {
  const add = (what) => report.add(role, kind, `keyboard: ${what}`);
  // A page that shows errors puts the focus on their summary, so that Tab continues from there.
  if ((await page.locator(".govuk-error-summary").count()) > 0) return;
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.reload({ waitUntil: "load" });
  // Removes the focus from anything that takes it, so that Tab starts at the top.
  await page.evaluate(() => document.activeElement?.blur());
  await page.evaluate(() => {
    globalThis.reached = new Set();
    getSelection().removeAllRanges();
  });
  for (let count = 0; count < MOST_TABS; count += 1) {
    await page.keyboard.press("Tab");
    const at = await page.evaluate(focused);
    if (count === 0 && !at?.isSkipLink) add(`Tab goes first to ${at?.name ?? "nothing"}, and not to the skip link`);
    if (!at || at.isAgain) break;
    if (!at.isVisible) add(`the focus cannot be seen on ${at.name}`);
    if (count + 1 === MOST_TABS) add(`Tab does not lead through the page in ${MOST_TABS} steps`);
  }
  const missed = await page.evaluate(unreached);
  if (missed) add(`Tab never reaches ${missed}`);
}

// Runs in the page. Returns where the focus is and whether it shows.
function focused() {
  const at = document.activeElement;
  if (!at || at === document.body) return null;
  const isAgain = globalThis.reached.has(at);
  globalThis.reached.add(at);
  // Radios and checkboxes are drawn by their label.
  const label = at.type === "radio" || at.type === "checkbox" ? at.labels[0] : null;
  const style = label ? getComputedStyle(label, "::before") : getComputedStyle(at);
  const hasOutline = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0;
  const { width, height } = at.getBoundingClientRect();
  return {
    name: `${at.tagName.toLowerCase()} ${(at.innerText || at.name || at.id || "").trim().slice(0, 40)}`,
    isSkipLink: at.classList.contains("govuk-skip-link"),
    isAgain,
    isVisible: width > 0 && height > 0 && (hasOutline || style.boxShadow !== "none"),
  };
}

// Runs in the page. Returns the first thing that can be used by mouse and was not reached, or nothing.
function unreached() {
  const usable = "a[href], button, input:not([type=hidden]), select, textarea, summary, [tabindex='0']";
  const missed = [...document.querySelectorAll(usable)].find((element) => {
    if (globalThis.reached.has(element) || element.disabled || !element.checkVisibility()) return false;
    // Arrow keys move within a group of radios.
    const group = element.type === "radio" && document.getElementsByName(element.name);
    return !(group && [...group].some((other) => globalThis.reached.has(other)));
  });
  return missed ? `${missed.tagName.toLowerCase()} ${(missed.innerText || missed.name || missed.id).slice(0, 40)}` : "";
}
