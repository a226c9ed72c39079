// What makes the day easier: a search that suggests, a note that is not lost, and money in three taps.

import { PHONE, linkOf, says } from "./day.mjs";
import { signIn } from "./journeys.mjs";

const loaded = (page, act) => Promise.all([page.waitForNavigation({ waitUntil: "load" }), act()]);

async function open(browser, links, role, options) {
  const context = await browser.newContext(options);
  const page = await context.newPage();
  await signIn(page, linkOf(links, role));
  return { context, page };
}

// The slash leads to the search, two letters suggest, the arrow and Enter open.
export async function suggestions(browser, links) {
  const { context, page } = await open(browser, links, "coach", { viewport: { width: 1280, height: 900 } });
  await page.keyboard.press("/");
  await page.keyboard.type("opp");
  await page.locator("#suggestions a", { hasText: "Opportunities" }).waitFor();
  await page.keyboard.press("ArrowDown");
  while ((await page.evaluate(() => document.activeElement.textContent)) !== "Opportunities") await page.keyboard.press("ArrowDown");
  await loaded(page, () => page.keyboard.press("Enter"));
  await says(page, "Opportunities");
  const heads = page.locator("table[data-sortable] thead button");
  await heads.first().click();
  if ((await page.locator("th[aria-sort=ascending]").count()) !== 1) throw new Error("a tap on the head of a column does not sort");
  await context.close();
}

// What is typed is there after a reload, until it is saved.
export async function kept(browser, links) {
  const { context, page } = await open(browser, links, "coach", PHONE);
  await page.goto(new URL("/people", page.url()).href);
  const href = await page.locator("main table a[href^='/people/']").first().getAttribute("href");
  const form = new URL(`${href}/contacts/new`, page.url()).href;
  await page.goto(form);
  await page.fill("textarea[name=note]", "She would like to try a bakery.");
  await page.locator("text=not saved yet").waitFor();
  await page.reload();
  await says(page, "but did not save");
  if ((await page.inputValue("textarea[name=note]")) !== "She would like to try a bakery.") throw new Error("what was typed is lost");
  await page.check("input[name=kind][value=call]");
  await page.check("input[name=outcome][value=held]");
  await loaded(page, () => page.click("main form button:has-text('Save contact')"));
  await page.goto(form);
  if ((await page.inputValue("textarea[name=note]")) !== "") throw new Error("a saved note comes back");
  await context.close();
}

// Money, what it is for, ask: and whoever works with them sees it.
export async function money(browser, links) {
  const { context, page } = await open(browser, links, "young-person", PHONE);
  await loaded(page, () => page.click("text=Money"));
  await page.click("label:has-text('Travel')");
  await loaded(page, () => page.click("main button:has-text('Ask')"));
  await says(page, "Waiting for an answer", "Travel");
  await context.close();
}
