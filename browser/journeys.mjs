// What a coach does every day, in the browser: by keyboard alone, and without JavaScript.

// Opens the link from an email, confirms, and waits for the first page.
export async function signIn(page, url) {
  await page.goto(url);
  await Promise.all([page.waitForURL(({ pathname }) => !pathname.startsWith("/sign-in") && !pathname.startsWith("/my/link")), page.click("main button")]);
}

// Presses Tab until the focus is on what the words say.
async function tabTo(page, says) {
  for (let count = 0; count < 200; count += 1) {
    await page.keyboard.press("Tab");
    const words = await page.evaluate(() => {
      const at = document.activeElement;
      return (at?.labels?.[0]?.innerText || at?.innerText || at?.name || "").trim();
    });
    if (says(words)) return;
  }
  throw new Error(`Tab never reaches what ${says} looks for on ${page.url()}`);
}

async function pressEnter(page) {
  await Promise.all([page.waitForNavigation({ waitUntil: "load" }), page.keyboard.press("Enter")]);
}

async function isRecorded(page) {
  const banner = await page.locator(".govuk-notification-banner--success").innerText();
  if (!banner.includes("The contact is recorded.")) throw new Error(`the page says ${banner}`);
}

// Finds the address of the first young person of the list.
async function firstPerson(page, url) {
  await page.goto(new URL("/people", url).href);
  const link = page.locator("main table a[href^='/people/']").first();
  return { name: (await link.innerText()).trim(), href: await link.getAttribute("href") };
}

export async function contactByKeyboard(browser, url) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  const page = await context.newPage();
  await page.goto(url);
  await tabTo(page, (words) => words === "Sign in");
  await pressEnter(page);
  await tabTo(page, (words) => words === "People");
  await pressEnter(page);
  const name = (await page.locator("main table a[href^='/people/']").first().innerText()).trim();
  await tabTo(page, (words) => words === name);
  await pressEnter(page);
  await tabTo(page, (words) => words === "Record a contact");
  await pressEnter(page);
  for (const group of ["kind", "outcome"]) {
    await tabToField(page, group);
    await page.keyboard.press("Space");
  }
  await tabToField(page, "note");
  await page.keyboard.type("Talked about the open day.");
  await tabTo(page, (words) => /^(Save|Record)/.test(words));
  await pressEnter(page);
  await isRecorded(page);
  await context.close();
}

async function tabToField(page, name) {
  for (let count = 0; count < 100; count += 1) {
    if ((await page.evaluate(() => document.activeElement?.name)) === name) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`Tab never reaches the field ${name} on ${page.url()}`);
}

export async function contactWithoutScript(browser, url) {
  const context = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 900 } });
  const page = await context.newPage();
  await signIn(page, url);
  const { href } = await firstPerson(page, url);
  await page.goto(new URL(`${href}/contacts/new`, url).href);
  await page.click("main form button");
  if ((await page.locator(".govuk-error-summary li").count()) === 0) throw new Error("an empty form shows no errors");
  await page.check("input[name=kind] >> nth=0");
  await page.check("input[name=outcome] >> nth=0");
  await page.fill("textarea[name=note]", "Talked about the open day.");
  await page.click("main form button");
  await isRecorded(page);
  await context.close();
}
