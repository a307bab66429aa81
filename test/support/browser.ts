import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import axe from "axe-core";
import { type Browser, chromium, type Page } from "playwright-core";

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

/**
 * What axe finds that keeps somebody from reading a page: the rule, and where.
 *
 * @param exclude selectors of what is not the page's own
 */
export async function accessibilityFaults(
  page: Page,
  exclude: readonly string[] = [],
): Promise<readonly string[]> {
  await page.addScriptTag({ content: axe.source });
  return page.evaluate(async (selectors) => {
    const context = { exclude: selectors.map((selector) => [selector]) };
    const found = await (globalThis as unknown as { axe: typeof axe }).axe.run(context);
    return found.violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).slice(0, 3)}`,
    );
  }, exclude);
}
