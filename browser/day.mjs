// What follows the deep dive in each journey: the plan, contacts, lost contact, promises and the young person's own pages.

import { signIn } from "./journeys.mjs";

export const PHONE = { viewport: { width: 360, height: 800 } };

// The first of a young person's own pages transfers no more than this, with everything it needs.
const MOST_BYTES = 100 * 1024;

// Finds the sign-in link of a role, in a council where one is named.
export function linkOf(links, role, council) {
  const named = council ? `${role} (${council})` : role;
  const found = links.find((link) => link.role === named);
  if (!found) throw new Error(`the demo printed no link for ${named}`);
  return found.url;
}

export async function says(page, ...all) {
  const text = await page.locator("main").innerText();
  for (const words of all) {
    if (!text.includes(words)) throw new Error(`${page.url()} does not say “${words}”`);
  }
}

export async function send(page) {
  const button = page.locator("main form[method=post] button").first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), button.click()]);
}

export async function follow(page, words) {
  const link = page.locator("main a").filter({ hasText: words }).first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), link.click()]);
}

// Makes a goal from a template of the programme, and completes its first step. Leaves the page on the plan.
export async function plan(page, template) {
  const record = page.url().split("?")[0];
  await page.goto(`${record}/plan`);
  await follow(page, "Add a goal");
  await follow(page, template);
  await page.check("input[name=agreed_how] >> nth=0");
  await send(page);
  await says(page, "The goal is in the plan.");
  await follow(page, "Done");
  await send(page);
  await says(page, "Well done. The step is done.");
  await page.goto(record);
}

// Records a call that took place, with what was agreed; the day of the next one is already filled in.
export async function talk(page, { note, agreed }) {
  await follow(page, "Record a contact");
  await page.check("input[name=kind][value=call]");
  await page.check("input[name=outcome][value=held]");
  await page.fill("#note", note);
  await page.fill("#agreed", agreed);
  if ((await page.inputValue("[name=next-day]")) === "") throw new Error("the next contact has no day");
  await send(page);
  await says(page, "The contact is recorded.", agreed);
}

// A young person opens their pages on an old phone, without JavaScript: they see their plan and what was promised, ask for other work, and
// leave at once.
export async function ownPages(browser, url, { name, promised, wish }) {
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const page = await context.newPage();
  await page.goto(url);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("main form button")]);
  const weight = await transferred(page);
  if (weight > MOST_BYTES) throw new Error(`the first page transfers ${weight} bytes`);
  await says(page, `Hello ${name}`, promised);
  await follow(page, "My plan");
  await page.goto(new URL("/my/wishes", url).href);
  await page.check("input[name=kind][value=other-work]");
  await page.fill("textarea[name=words]", wish);
  await send(page);
  await says(page, wish);
  await page.goto(new URL("/my", url).href);
  await page.check("input[name=answer][value=okay]");
  await page.check("input[name=help]");
  await send(page);
  await says(page, "Someone will be in touch within one working day.");
  const exit = await page.locator(".foothold-exit a").getAttribute("href");
  if (!exit.startsWith("https://www.bbc.co.uk/")) throw new Error(`the way out leads to ${exit}`);
  await context.close();
}

// Reloads the page without a cache, and adds up what comes over the network.
async function transferred(page) {
  const network = await page.context().newCDPSession(page);
  await network.send("Network.enable");
  await network.send("Network.setCacheDisabled", { cacheDisabled: true });
  let bytes = 0;
  network.on("Network.loadingFinished", ({ encodedDataLength }) => {
    bytes += encodedDataLength;
  });
  await page.reload({ waitUntil: "networkidle" });
  await network.detach();
  return bytes;
}

// Opens somebody's row on Today.
export async function opened(page, name) {
  const row = page.locator("main .foothold-row").filter({ hasText: name }).first();
  await row.locator("summary").first().click();
  return row;
}

// Follows a link of such a row.
async function press(page, row, words) {
  const link = row.locator("a").filter({ hasText: words }).first();
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), link.click()]);
}

// Tara's coach sees on Today that she was not heard from, asks why, and answers what she asked for on her own pages.
export async function silence(page, { name, wish }) {
  const at = (path) => new URL(path, page.url()).href;
  await page.goto(at("/today?show=all"));
  const silent = await opened(page, name);
  await says(page, "Not heard from since 17 June 2026; ask why after 6 weeks");
  await press(page, silent, "Ask why, and offer support again");
  await page.check("input[name=why][value=promise]");
  await page.check("input[name=way_back] >> nth=0");
  await send(page);
  await says(page, "The count of days without contact restarts.");
  await page.goto(at("/today?show=all"));
  const asking = await opened(page, name);
  await says(page, "They asked for help", "They asked for something");
  await press(page, asking, "Answer it");
  await says(page, wish);
  await follow(page, "Answer");
  await page.fill("#answer", "Yes. We look at two shops on Thursday.");
  await send(page);
  await says(page, "Your answer is now on their pages.");
}

// Someone comes to the coach's next drop-in, and it is recorded with who they brought.
export async function dropIn(page, name) {
  const at = (path) => new URL(path, page.url()).href;
  await page.goto(at("/drop-ins/new"));
  await page.fill("#place", "The town hall, room 3");
  // The demo's clock stands on a Friday.
  await page.check("input[name=weekday][value='5']");
  await page.fill("#begins", "2pm");
  await page.fill("#ends", "4pm");
  await send(page);
  const row = page.locator("main tr").filter({ hasText: "The town hall, room 3" });
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), row.locator("a").first().click()]);
  await page.fill("#came", name);
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.click("main form[method=get] button")]);
  await follow(page, `${name} came`);
  await page.fill("#attends", "Her grandmother");
  await send(page);
  await says(page, "Their attendance has been recorded.", "With Her grandmother");
}

export async function open(browser, url) {
  const context = await browser.newContext(PHONE);
  const page = await context.newPage();
  await signIn(page, url);
  return page;
}
