import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { formatDriftReport } from "../../src/report/drift/format.ts";
import { goldenReport } from "../drift/golden.ts";
import { startBrowser } from "../support/browser.ts";
import { chromiumAvailable } from "../support/programs.ts";
import { repository } from "../support/temporaryProject.ts";

const folder = join(repository, "docs", "pictures");
/** What each picture shows: a part of the page, from a heading on, as wide as a screen or a telephone. */
const pictures = [
  { name: "drift-report", from: "h1", size: { width: 960, height: 640 } },
  { name: "drift-report-files", from: "h3", size: { width: 960, height: 420 } },
  { name: "drift-report-narrow", from: "h3", size: { width: 400, height: 420 } },
] as const;
const cases = pictures.flatMap((picture) =>
  (["light", "dark"] as const).map((scheme) => ({ ...picture, scheme })),
);

/** TERRALOOM_PICTURES=1 takes them anew: fonts differ between machines, so bytes are not compared. */
const takes = process.env.TERRALOOM_PICTURES === "1";

describe.skipIf(!chromiumAvailable)("pictures of the drift report", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await startBrowser();
  });
  afterAll(() => browser?.close());

  test.each(cases)("$name, $scheme: shows today's page, and is small", async (picture) => {
    const { name, from, size, scheme } = picture;
    const page = await browser.newPage({ viewport: size, colorScheme: scheme });
    await page.setContent(formatDriftReport(await goldenReport("outlier"), "html"));
    await page.locator("form").evaluate((form) => form.remove());
    // What the pictures show, in words: where this differs, they are out of date.
    const text = (await page.locator("body").innerText()).replace(/[ \t]+$/gm, "");
    if (size.width > 400) {
      await expect(`${text.trim()}\n`).toMatchFileSnapshot(join(folder, "drift-report.txt"));
    }
    if (from !== "h1") {
      await page.locator(from).evaluate((heading) => {
        // The page ends too early to be scrolled as far.
        document.body.style.paddingBottom = "400px";
        scrollTo(0, heading.getBoundingClientRect().top + scrollY - 16);
      });
    }
    const file = join(folder, `${name}-${scheme}.png`);
    if (takes) await page.screenshot({ path: file });
    await page.close();
    expect(existsSync(file), "TERRALOOM_PICTURES=1 takes it").toBe(true);
    const bytes = readFileSync(file);
    expect([bytes.readUInt32BE(16), bytes.readUInt32BE(20)]).toEqual([size.width, size.height]);
    expect(bytes.length).toBeLessThan(100_000);
  });
});
