import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

/** Starts the machine's own browser, without anything that would ask a network. */
export function startBrowser(): Promise<Browser> {
  const paths = (process.env.PATH ?? "").split(delimiter).map((path) => join(path, "chromium"));
  return chromium.launch({
    executablePath: paths.find(existsSync) ?? "chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
