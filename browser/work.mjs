// The way into work: an employer is looked after, and a contractor's pledge is counted as it is delivered.

import { PHONE, follow, open, says, send } from "./day.mjs";

// A contractor pledges 22 places, on a phone: the coach adds it, ticks what it offers, writes in the log and writes down what came.
export async function contractor(browser, links) {
  const coach = links.find(({ role }) => role === "coach");
  const page = await open(browser, coach.url);
  const at = (path) => new URL(path, page.url()).href;
  await page.goto(at("/employers/new"));
  await page.fill("#name", "Bramblewick Roads");
  await page.selectOption("#sector", "building");
  await send(page);
  await says(page, "The employer has been added.", "Ask what they can offer");
  await follow(page, "Tick what they offer");
  for (const kind of ["insight-day", "work-placement"]) await page.check(`input[name=kind][value=${kind}]`);
  await send(page);
  await says(page, "Insight day", "Work placement");
  await follow(page, "Write in the log");
  await page.check("input[name=kind][value=meeting]");
  await page.fill("#words", "Agreed whom to ring when something goes wrong");
  await send(page);
  await says(page, "Agreed whom to ring when something goes wrong", "Check in");

  await follow(page, "Add a pledge");
  await page.fill("#contract", "Resurfacing");
  await page.selectOption("#kind", "work-placement");
  await page.fill("#number", "22");
  await send(page);
  await says(page, "The pledge is written down.", "0 of 22");
  for (const [number, words] of [["2", "After the insight day"], ["1", "By mistake"]]) {
    await follow(page, "Write down what was delivered");
    await page.fill("#number", number);
    await page.fill("#words", words);
    await send(page);
  }
  await says(page, "3 of 22, 3 in time");
  const mistake = page.locator("main li").filter({ hasText: "By mistake" });
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), mistake.locator("a").click()]);
  await send(page);
  await says(page, "2 of 22, 2 in time");
  await page.goto(at("/pledges"));
  await says(page, "Bramblewick Roads", "2 of 22");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > PHONE.viewport.width) throw new Error(`the pledges are ${wide} pixels wide on a phone`);
  await page.context().close();
}
