// Starts the demo on a free port, in a temporary folder, and reads the sign-in links that it prints.

import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

// The demo makes two years of history first.
const PATIENCE_MS = 120_000;

// The day on which the demo's clock starts: fixed, so that the pages are the same on every run.
const TODAY = "2026-11-20";

export async function startDemo(program) {
  const folder = mkdtempSync(join(tmpdir(), "foothold-browser-"));
  const child = spawn(program, ["demo", "--listen", "127.0.0.1:0", "--data", folder, "--today", TODAY], {
    stdio: ["ignore", "pipe", "inherit"],
    env: { ...process.env, FOOTHOLD_LOG: "error" },
  });
  const stop = async () => {
    if (child.exitCode === null) {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      child.kill("SIGKILL");
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  };
  process.once("exit", () => child.kill("SIGKILL"));
  for (const signal of ["SIGINT", "SIGTERM"]) process.once(signal, () => process.exit(1));
  try {
    return { links: await readLinks(child), stop };
  } catch (error) {
    await stop();
    console.error(`the demo did not start: ${error.message}`);
    process.exit(1);
  }
}

async function readLinks(child) {
  const links = [];
  const lines = createInterface({ input: child.stdout });
  const listening = new Promise((resolve, reject) => {
    lines.on("line", (line) => {
      const [role, url] = line.split("\t");
      if (url) links.push({ role, url });
      if (line.startsWith("listening on")) resolve();
    });
    child.once("error", reject);
    child.once("exit", (code) => reject(new Error(`it ended with ${code}`)));
    setTimeout(() => reject(new Error(`it took longer than ${PATIENCE_MS / 1000} s`)), PATIENCE_MS).unref();
  });
  await listening;
  if (links.length === 0) throw new Error("it printed no links to sign in");
  return links;
}
