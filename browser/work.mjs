// The way into work, on a phone: from what fits someone to the half-way plan, two mock interviews and two offers, an insight day that leads
// to one job that lasts and one that does not, and a contractor's pledge that is counted as it is delivered.

import { PHONE, follow, open, opened, says, send } from "./day.mjs";

const at = (page, path) => new URL(path, page.url()).href;

const record = (page) => new URL(page.url()).pathname;

// Types a day, written as 2026-11-20, into its three parts.
async function day(page, field, on) {
  const [year, month, date] = on.split("-").map(Number);
  for (const [part, number] of Object.entries({ day: date, month, year })) await page.fill(`[name=${field}-${part}]`, String(number));
}

// Adds an employer with a contact, and goes to it.
async function employer(page, name, sector) {
  await page.goto(at(page, "/employers/new"));
  await page.fill("#name", name);
  await page.selectOption("#sector", sector);
  await send(page);
  const path = record(page);
  await page.goto(at(page, `${path}/contacts`));
  await page.fill("#name", "Odalys");
  await page.fill("#email", "odalys@works.example");
  await send(page);
  await page.goto(at(page, path));
  return path;
}

// Adds a paid opportunity at an employer, and goes to it.
async function opportunity(page, works, { title, kind, occupation }) {
  await page.goto(at(page, `${works}/opportunities/new`));
  await page.fill("#title", title);
  await page.selectOption("#kind", kind);
  await page.click("summary:has-text('and over')");
  if (occupation) await page.selectOption("#occupation", { label: occupation });
  await page.fill("#hourly", "14.80");
  await page.fill("#hours", "16");
  await page.fill("#place", "By the canal");
  await page.fill("#youngest", "18");
  await page.selectOption("#needs_kind", "none");
  await send(page);
  await says(page, "The opportunity has been added.", title);
  return record(page);
}

// Applies for what fits a young person, from their list of matches, with an agreed CV; goes to the application.
async function apply(page, person, title) {
  await page.goto(at(page, `${person}/matches`));
  await says(page, title);
  const row = page.locator("main tr").filter({ hasText: title });
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), row.locator("a").filter({ hasText: "Start an application" }).click()]);
  await page.check("input[name=step][value=applying]");
  await send(page);
  const one = record(page);
  await page.goto(at(page, `${one}/papers`));
  await page.fill("#cv", "Patient, on time, and good with people.");
  await page.check("input[name=agreed]");
  await send(page);
  return one;
}

// Takes steps of an application.
async function steps(page, one, ...all) {
  for (const step of all) {
    await page.goto(at(page, `${one}/step`));
    await page.check(`input[name=step][value=${step}]`);
    await page.check("input[name=said_by][value=employer]");
    await send(page);
  }
}

// Writes the employment plan in the office, reads it together, and starts on a day in the past.
async function planAndStart(page, one, on) {
  await page.goto(at(page, `${one}/plan`));
  for (const field of ["tasks", "hours", "practices", "supervisor", "buddy", "adjustments", "staggered"]) {
    await page.fill(`#${field}`, "As we talked about it");
  }
  await send(page);
  const agreed = page.locator("form[action*=plan-agreed] button");
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), agreed.click()]);
  await page.goto(at(page, `${one}/start`));
  await day(page, "on", on);
  await send(page);
  await says(page, "At work");
}

// Ten months' work, agreed from an application, near its half-way point: Today asks for the next job, and what is agreed is a goal.
export async function tenMonths(page, person, name) {
  const works = await employer(page, "Quillwort Homes", "care");
  await opportunity(page, works, { title: "Morning helper", kind: "work-placement" });
  const one = await apply(page, person, "Morning helper");
  await steps(page, one, "applied", "offered", "accepted");
  await page.goto(at(page, `${person}/work-placements/new?application=${one.split("/").pop()}`));
  await day(page, "starts", "2026-06-22");
  await day(page, "ends", "2027-04-22");
  await send(page);
  const placement = record(page);
  await planAndStart(page, placement, "2026-06-22");
  await page.goto(at(page, "/today?show=all"));
  await opened(page, name);
  await says(page, "plan the next job: Morning helper is half-way");
  await page.goto(at(page, `${placement}/event?kind=half-way`));
  await page.fill("#words", "She likes the mornings, and wants to lead one");
  await page.fill("#agreed", "A job with mornings, in a home nearby");
  await send(page);
  await page.goto(at(page, `${person}/plan`));
  await says(page, "A job with mornings, in a home nearby");
}

// Two mock interviews, the second better than the first, and two offers, of which she takes one.
export async function twoOffers(page, person) {
  const works = await employer(page, "Teasel Library", "heritage");
  const ends = { title: "Library assistant", other: "Records assistant" };
  for (const title of Object.values(ends)) await opportunity(page, works, { title, kind: "internship" });
  for (const [mark, words] of [["2", "Speak more slowly"], ["4", "Nothing: go as you are"]]) {
    await page.goto(at(page, `${person}/mock-interviews/new`));
    await page.fill("#panel", "Two from the library");
    for (const group of await page.locator("input[type=radio][name^=mark-]").evaluateAll((all) => [...new Set(all.map((one) => one.name))])) {
      await page.check(`input[name=${group}][value='${mark}']`);
    }
    await page.fill("#went_well", "Knew why she wants it");
    await page.fill("#work_on", words);
    await send(page);
  }
  await page.goto(at(page, `${person}/applications`));
  await says(page, "Speak more slowly", "Nothing: go as you are");
  const first = await apply(page, person, ends.title);
  await steps(page, first, "applied", "interview", "offered");
  const second = await apply(page, person, ends.other);
  await steps(page, second, "applied", "offered");
  await steps(page, first, "accepted");
  await says(page, "Accepted");
  await page.goto(at(page, `${second}/step`));
  await page.check("input[name=step][value=declined]");
  await page.check("input[name=said_by][value=young-person]");
  await page.selectOption("#reason", "another-offer");
  await send(page);
  await says(page, "They declined the offer");
}

// An insight day leads to two offers. One job is kept; the other is lost, and support continues without a new referral.
export async function insightDay(browser, links) {
  const coach = links.find(({ role }) => role === "coach (Westminster)");
  const page = await open(browser, coach.url);
  const works = await employer(page, "Fennel Roads", "building");
  await page.goto(at(page, "/activities/new"));
  await page.fill("#title", "A day with the road builders");
  await page.selectOption("#kind", "insight-day");
  await page.selectOption("#host", works.split("/").pop());
  await day(page, "on", "2026-11-20");
  await page.fill("#begins", "10am");
  await page.fill("#ends", "3pm");
  await page.fill("#place", "The depot by the station");
  await page.fill("#places", "2");
  await send(page);
  const one = record(page);
  await page.goto(at(page, `${one}/invite`));
  const people = await page.locator("input[name=person]").evaluateAll((all) => all.slice(0, 2).map((each) => each.value));
  for (const person of people) await page.check(`input[name=person][value='${person}']`);
  await send(page);
  await page.goto(at(page, `${one}/attendance`));
  for (const person of people) await page.check(`input[name=person][value='${person}']`);
  await send(page);
  for (const person of people) {
    await page.goto(at(page, `${one}/result?person=${person}`));
    await page.check("input[name=came_of][value=offer]");
    await send(page);
  }
  await says(page, "2 × They had an offer");
  const placements = [];
  for (const person of people) {
    await page.goto(at(page, `/people/${person}/work-placements/new`));
    await page.selectOption("#employer", works.split("/").pop());
    await page.fill("#title", "Road crew");
    await page.selectOption("#kind", "job");
    await page.fill("#place", "The depot by the station");
    await page.fill("#hourly", "14.80");
    await day(page, "starts", "2026-09-07");
    await send(page);
    placements.push(record(page));
    await page.goto(at(page, `${placements.at(-1)}/start`));
    await day(page, "on", "2026-09-07");
    await send(page);
  }
  await page.goto(at(page, `${placements[1]}/event`));
  await page.check("input[name=kind][value=second-chance]");
  await page.fill("#words", "Late twice");
  await page.fill("#agreed", "Starts at ten for two weeks");
  await send(page);
  await page.goto(at(page, `${placements[1]}/end`));
  await page.selectOption("#reason", "conduct");
  await page.check("input[name=side][value=employer]");
  await page.selectOption("#next", "looking");
  await send(page);
  await page.goto(at(page, `/people/${people[0]}/work-placements`));
  await says(page, "At work", "4 weeks on 4 October 2026");
  await page.goto(at(page, `/people/${people[1]}/work-placements`));
  await says(page, "Road crew, Fennel Roads", "4 weeks on 4 October 2026");
  await page.goto(at(page, `/people/${people[1]}`));
  await says(page, "Record a contact");
  if ((await page.locator("main a").filter({ hasText: "Enrol" }).count()) > 0) throw new Error("the support ended with the job");
  await page.context().close();
}

// A contractor pledges 22 places, on a phone: the coach adds it, ticks what it offers, writes in the log and records what was delivered.
export async function contractor(browser, links) {
  const coach = links.find(({ role }) => role === "coach");
  const page = await open(browser, coach.url);
  await page.goto(at(page, "/employers/new"));
  await page.fill("#name", "Bramblewick Roads");
  await page.selectOption("#sector", "building");
  await send(page);
  await says(page, "The employer has been added.", "Ask what they can offer");
  await follow(page, "Choose what they offer");
  for (const kind of ["insight-day", "work-placement"]) await page.check(`input[name=kind][value=${kind}]`);
  await send(page);
  await says(page, "Insight day", "Work placement");
  await follow(page, "Add to the log");
  await page.check("input[name=kind][value=meeting]");
  await page.fill("#words", "Agreed whom to ring when something goes wrong");
  await send(page);
  await says(page, "Agreed whom to ring when something goes wrong", "Check in");

  await follow(page, "Add a pledge");
  await page.fill("#contract", "Resurfacing");
  await page.selectOption("#kind", "work-placement");
  await page.fill("#number", "22");
  await send(page);
  await says(page, "The pledge is recorded.", "0 of 22");
  for (const [number, words] of [["2", "After the insight day"], ["1", "By mistake"]]) {
    await follow(page, "Record a delivery");
    await page.fill("#number", number);
    await page.fill("#words", words);
    await send(page);
  }
  await says(page, "3 of 22, 3 on time");
  const mistake = page.locator("main li").filter({ hasText: "By mistake" });
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), mistake.locator("a").click()]);
  await send(page);
  await says(page, "2 of 22, 2 on time");
  await page.goto(at(page, "/pledges"));
  await says(page, "Bramblewick Roads", "2 of 22");
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  if (wide > PHONE.viewport.width) throw new Error(`the pledges are ${wide} pixels wide on a phone`);
  await page.context().close();
}
