// The pathway, in the browser at a phone's width: Solene is referred, finds her strand and then work, Tara's wish to leave her trade stays
// in view, and Millie asks for support herself and has two offers.

import { dropIn, linkOf, open, ownPages, PHONE, plan, says, send, silence, talk } from "./day.mjs";
import { tenMonths, twoOffers } from "./work.mjs";

// Answers an open referral, and goes to the young person's record.
async function accept(page) {
  await page.click("text=Answer the referral");
  await page.check("input[name=decision][value=accepted]");
  await send(page);
  await page.click("text=Open their record");
}

// Records a deep dive from a young person's record, part by part, and takes the stage that it suggests.
async function dive(page, { words, readiness, own, suggests }) {
  await page.click("text=Deep dives");
  await page.click("text=Start a deep dive");
  for (const [field, text] of Object.entries(words)) await page.fill(`#${field}`, text);
  await page.check(`input[name=readiness][value=${readiness}]`);
  for (;;) {
    for (const [barrier, rating] of Object.entries(own)) {
      const asked = page.locator(`#own-${barrier}`);
      if ((await asked.count()) > 0) await asked.selectOption(rating);
    }
    const isLast = (await page.locator("button[name=then]").count()) === 0;
    await send(page);
    if (isLast) break;
  }
  await says(page, `The deep dive suggests ${suggests}.`);
  await send(page);
}

// A team manager refers, answers, and the deep dive leads to a strand.
export async function solene(browser, links) {
  const page = await open(browser, linkOf(links, "team-manager"));
  const at = (path) => new URL(path, page.url()).href;
  await page.goto(at("/referrals/new"));
  await page.fill("#given_name", "Soline");
  await page.fill("#phone", "07700 900999");
  await page.check("input[name=route] >> nth=0");
  await page.check("input[name=told][value=agrees]");
  await page.fill("#reason", "Works in care on changing hours. Wants regular hours with older people.");
  await send(page);
  // Someone whose name sounds the same already has a record, so the form asks.
  await says(page, "Choose whether it is one of these people");
  await page.check("input[name=same][value=new]");
  await send(page);
  await says(page, "Soline");
  await accept(page);
  await dive(page, {
    words: { strengths: "Patient with older people", work_to_leave: "Zero-hours contracts" },
    readiness: "wants-better",
    own: { debt: "2" },
    suggests: "Strand 3",
  });
  await says(page, "Strand 3 since");
  await plan(page, "CV");
  await talk(page, { note: "Wants mornings, near the bus.", agreed: "She sends her hours by Friday." });
  await tenMonths(page, new URL(page.url()).pathname, "Soline");
  await page.context().close();
}

// Her adviser asks Tara what she wants to leave; it is shown beside what she said before, and in the cohort of the programme. The page
// shows that no one has told her when her funding ends.
export async function tara(browser, links) {
  const adviser = await open(browser, linkOf(links, "team-manager", "Westminster"));
  const at = (path) => new URL(path, adviser.url()).href;
  await adviser.goto(at("/people/search?q=Tara+Oakhanger"));
  await adviser.click("main table a >> text=Tara Oakhanger");
  await says(adviser, "They have not been told yet.");
  await adviser.click("text=Deep dives");
  await says(adviser, "Dog grooming");
  await adviser.click("text=Start a deep dive");
  await adviser.fill("#work_wanted", "Saturdays in a bookshop, around college");
  await adviser.fill("#work_to_leave", "Dog grooming, and anything with pets");
  await send(adviser);
  await says(adviser, "part 2 of 6");
  await adviser.selectOption("#own-debt", "1");
  await adviser.selectOption("#coach-debt", "2");
  await adviser.click("text=Save and stop here");
  await says(adviser, "Go on with it");
  await adviser.goto(at("/people/search?q=Tara+Oakhanger"));
  await adviser.click("main table a >> text=Tara Oakhanger");
  await adviser.click("text=Deep dives");
  for (const words of ["Dog grooming, and anything with pets", "Young person: ", "Worker: "]) await says(adviser, words);
  await adviser.context().close();

  const page = await open(browser, linkOf(links, "programme-manager", "Westminster"));
  await page.goto(at("/cohort?eet=all"));
  for (;;) {
    const text = await page.locator("main").innerText();
    if (text.includes("Tara Oakhanger") && text.includes("Dog grooming, and anything with pets")) break;
    const next = page.locator("a[rel=next]");
    if ((await next.count()) === 0) throw new Error("the cohort does not say what Tara wants to leave");
    await Promise.all([page.waitForNavigation({ waitUntil: "load" }), next.click()]);
  }
  await page.context().close();

  const wish = "Anything but dog grooming";
  await ownPages(browser, linkOf(links, "young-person", "Westminster"), {
    name: "Tara",
    promised: "A place on a Level 3 course",
    wish,
  });
  const coach = await open(browser, linkOf(links, "coach", "Westminster"));
  await silence(coach, { name: "Tara Oakhanger", wish });
  await coach.context().close();
}

// A young person asks through a link, without an account and without JavaScript; the programme answers, gives her a coach, and an assessment by
// phone finds her ready.
export async function millie(browser, links) {
  const page = await open(browser, linkOf(links, "programme-manager", "Hackney"));
  const at = (path) => new URL(path, page.url()).href;
  await page.goto(at("/referrals/links"));
  await page.check("input[name=whom][value=young-person]");
  await send(page);
  const shown = await page.locator("main .govuk-inset-text").innerText();
  const context = await browser.newContext({ ...PHONE, javaScriptEnabled: false });
  const own = await context.newPage();
  await own.goto(new URL(new URL(shown.trim()).pathname, page.url()).href);
  await own.fill("#name", "Millicent");
  await own.fill("#phone", "07700 900888");
  await own.fill("#reason", "Public service");
  await own.click("main form button");
  await says(own, "Your number is");
  await context.close();
  await page.goto(at("/referrals"));
  await says(page, "The young person");
  await page.click("main table a >> text=Millicent");
  await accept(page);
  const coach = await open(browser, linkOf(links, "coach", "Hackney"));
  const name = (await coach.locator("footer").innerText()).match(/Signed in as (.+)/)[1].trim();
  await page.waitForURL(({ pathname }) => pathname.startsWith("/people/"));
  await page.goto(`${page.url().split("?")[0]}/about`);
  await page.click("text=Change who works with them");
  const offered = page.locator("#coach option").filter({ hasText: name });
  await page.selectOption("#coach", await offered.getAttribute("value"));
  await send(page);
  await coach.goto(at("/people/search?q=Millicent"));
  await coach.click("main table a >> text=Millicent");
  await dive(coach, {
    words: { strengths: "Confident, a graduate", work_wanted: "Public service" },
    readiness: "close",
    own: { experience: "1" },
    suggests: "First assessment and plan",
  });
  await says(coach, "since");
  await plan(coach, "CV");
  await twoOffers(coach, new URL(coach.url()).pathname);
  await dropIn(coach, "Millicent");
  await coach.context().close();
  await page.context().close();
}
