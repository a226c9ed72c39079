// Opens the Chromium installed here, with nothing that connects outside this machine.

import { existsSync } from "node:fs";
import { chromium } from "playwright-core";

const PLACES = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

const FLAGS = [
  "--headless",
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

export async function openBrowser() {
  const executablePath = process.env.CHROMIUM ?? PLACES.find((place) => existsSync(place));
  if (!executablePath) {
    console.error(`Chromium is not in ${PLACES.join(", ")}; install it, or name it in CHROMIUM`);
    process.exit(1);
  }
  return chromium.launch({ executablePath, args: FLAGS });
}
