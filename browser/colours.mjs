// Pages in the dark, where contrast is another question than by day.

import axe from "axe-core";
import { PHONE, linkOf } from "./day.mjs";
import { signIn } from "./journeys.mjs";

async function inTheDark(page, path) {
  await page.goto(new URL(path, page.url()).href);
  await page.evaluate(axe.source);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { runOnly: ["color-contrast"] }));
  const faint = violations.flatMap(({ nodes }) => nodes.map(({ target }) => target.join(" ")));
  if (faint.length > 0) throw new Error(`in the dark ${path} has too little contrast at ${faint.slice(0, 3).join(", ")}`);
}

// The first young person of the list, and a form about them.
async function record(page) {
  await page.goto(new URL("/people", page.url()).href);
  const href = await page.locator("main table a[href^='/people/']").first().getAttribute("href");
  return [href, `${href}/contacts/new`];
}

export async function dark(browser, links) {
  const looked = [
    ["coach", async (page) => ["/today", "/search?q=a", ...(await record(page))]],
    ["team-manager", () => ["/reports", "/reports/movement"]],
    ["young-person", () => ["/my", "/my/money"]],
  ];
  for (const [role, paths] of looked) {
    const context = await browser.newContext({ ...PHONE, colorScheme: "dark" });
    const page = await context.newPage();
    await signIn(page, linkOf(links, role));
    for (const path of await paths(page)) await inTheDark(page, path);
    await context.close();
  }
}
