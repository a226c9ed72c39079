// An officer on a phone refers whoever stands in front of them, takes them on at once and enrols them; the team's figures say where they came from.

import { linkOf, open, says, send } from "./day.mjs";

export async function officer(browser, links) {
  const page = await open(browser, linkOf(links, "coach", "Westminster"));
  const at = (path) => new URL(path, page.url()).href;
  const before = await enrolled(browser, links);
  await page.goto(at("/referrals/new"));
  await page.fill("#given_name", "Quillonby");
  await page.fill("#phone", "020 7946 0991");
  await page.check("input[name=route][value='full-potential-westminster/social-care-office']");
  await page.check("input[name=told][value=agrees]");
  await send(page);
  await says(page, "You can follow its progress here.");
  await page.click("text=Take them on");
  await says(page, "will work with them");
  await send(page);
  await page.check("input[name=stage][value='full-potential-westminster/getting-to-know']");
  await page.fill("#reason", "Came across from the social care office, and wants part-time work");
  await send(page);
  await says(page, "Quillonby", "since");
  await page.context().close();
  const after = await enrolled(browser, links);
  if (after !== before + 1) throw new Error(`the report counts ${after} enrolled from the social care office, and not ${before + 1}`);
}

// Reads from the report how many who were referred from the social care office are enrolled.
async function enrolled(browser, links) {
  const page = await open(browser, linkOf(links, "team-manager", "Westminster"));
  await page.goto(new URL("/reports/referrals", page.url()).href);
  const row = page.locator("main tr").filter({ hasText: "Social care office" });
  const cell = await row.locator("td").nth(3).innerText();
  await page.context().close();
  return Number(cell.match(/\d+/)?.[0]);
}
