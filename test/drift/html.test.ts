import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { formatDriftReport } from "../../src/report/drift/format.ts";
import { accessibilityFaults, startBrowser } from "../support/browser.ts";
import { chromiumAvailable } from "../support/programs.ts";
import { type goldenCases, goldenReport } from "./golden.ts";

describe.skipIf(!chromiumAvailable)("the page in a browser", () => {
  let browser: Browser;
  let page: Page;
  let folder: string;
  /** What the page complained of, and what it asked for besides itself. */
  let faults: string[];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), "terraloom-page-"));
    for (const name of ["outlier", "two-hundred", "nested", "unneeded", "renamed"] as const) {
      const file = join(folder, `${name}.html`);
      writeFileSync(file, formatDriftReport(await goldenReport(name), "html"));
    }
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  beforeEach(async () => {
    await page?.close();
    page = await browser.newPage({ viewport: { width: 1200, height: 800 } });
    page.setDefaultTimeout(5000);
    faults = [];
    page.on("console", (message) => faults.push(`console: ${message.text()}`));
    page.on("pageerror", (error) => faults.push(`error: ${error.message}`));
    page.on("request", (request) => {
      if (!/^(?:file|data):/.test(request.url())) faults.push(`request: ${request.url()}`);
    });
  });

  async function open(name: (typeof goldenCases)[number], hash = ""): Promise<void> {
    await page.goto(pathToFileURL(join(folder, `${name}.html`)).href + hash);
  }

  /** The names of the rows that can be seen. */
  function names(): Promise<string[]> {
    return page.locator("tr[data-class]:visible .name").allTextContents();
  }

  const shown = (): Promise<string> => page.locator("#shown").innerText();

  test.each(["outlier", "two-hundred", "nested", "unneeded", "renamed"] as const)(
    "%s: no complaint, nothing from a network, no sideways scrolling",
    async (name) => {
      await open(name);
      for (const width of [1200, 700, 400, 360]) {
        await page.setViewportSize({ width, height: 800 });
        const wide = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(wide).toBeLessThanOrEqual(width);
      }
      expect(faults).toEqual([]);
    },
  );

  test.each([
    ["outlier", 400, "dark"],
    ["two-hundred", 400, "light"],
    ["two-hundred", 1280, "dark"],
    ["nested", 1280, "light"],
  ] as const)(
    "%s at %i pixels, %s, keeps to the rules of accessibility",
    async (name, width, scheme) => {
      await page.setViewportSize({ width, height: 800 });
      await page.emulateMedia({ colorScheme: scheme });
      await open(name);
      expect(await accessibilityFaults(page)).toEqual([]);
    },
  );

  test("search finds names, values, reasons and environments", async () => {
    await open("outlier");
    expect(await names()).toEqual(["log_level", "region"]);
    for (const [words, found] of [
      ["REGION", ["region"]],
      ["eu-west", ["region"]],
      ["near readers", ["region"]],
      ["debug", ["log_level"]],
      ["staging info", ["log_level"]],
      ["nothing like it", []],
    ] as const) {
      await page.getByRole("searchbox").fill(words);
      expect(await names(), words).toEqual(found);
    }
    expect(await shown()).toBe("0 of 2 shown");
  });

  test("an environment shows what it stands out in, and its diffs", async () => {
    await open("outlier");
    const choose = page.getByLabel("Environment");
    await choose.selectOption("staging");
    expect(await names()).toEqual(["log_level"]);
    expect(await page.locator("details.file:visible").count()).toBe(1);
    await choose.selectOption("production");
    expect(await names()).toEqual(["region"]);
    await choose.selectOption("dev");
    expect(await names()).toEqual([]);
  });

  test("400 pixels wide, both sides of each difference are in sight, one under the other", async () => {
    await page.setViewportSize({ width: 400, height: 800 });
    await open("outlier");
    const staging = page.locator("details.file[data-environments=staging]");
    expect((await staging.locator("thead").innerText()).split(/\s+/)).toEqual([
      "production",
      "staging",
    ]);
    for (const region of await page.locator(".scroll").all()) {
      expect(await region.evaluate((one) => one.scrollWidth - one.clientWidth)).toBe(0);
    }
    const [before, after] = [staging.locator("del").first(), staging.locator("ins").first()];
    expect(await before.innerText()).toBe('log_level = "info"');
    expect(await after.innerText()).toBe('log_level = "debug"');
    const [above, below] = [await before.boundingBox(), await after.boundingBox()];
    expect(below?.x).toBe(above?.x);
    expect(below?.y).toBeGreaterThan(above?.y ?? Number.POSITIVE_INFINITY);
    expect((below?.x ?? 400) + (below?.width ?? 0)).toBeLessThan(400);
    // What is the same in both is said once.
    expect(await staging.locator("tr:not(.changed) td:nth-child(4):visible").count()).toBe(0);
  });

  test("classes can be taken away and added", async () => {
    await open("unneeded");
    expect(await names()).toEqual(["hostname", "core_memory", "hostname", "mail_api"]);
    await page.getByRole("checkbox", { name: /^unneeded/ }).uncheck();
    expect(await names()).toEqual(["hostname"]);
    await page.getByRole("checkbox", { name: /^declared/ }).uncheck();
    await page.getByRole("checkbox", { name: /^identical/ }).check();
    expect(await names()).toEqual(["core_memory", "mail_api"]);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(shown).toBe("4 of 6 shown");
  });

  test("two hundred environments can be searched, and rare values are visible", async () => {
    await open("two-hundred");
    await page.getByLabel("Environment").selectOption("tenant-017");
    expect(await names()).toEqual(["tls_policy", "hostname"]);
    const [first] = await page.locator("tr[data-class=undeclared] li").allInnerTexts();
    expect(first).toContain("tenant-017");
    // Of each name what it holds, unfolded, and what most hold; not what a third one holds.
    const who = page.locator("tr[data-class] li:visible .who");
    expect(await who.allInnerTexts()).toEqual(["tenant-017", "199 others", "tenant-017"]);
    expect(await page.locator("summary:visible", { hasText: "more values" }).count()).toBe(0);
    await page.getByRole("button", { name: "Reset" }).click();
    await expect.poll(shown).toBe("4 of 5 shown");
    expect(await page.locator("details.more[open]").count()).toBe(0);
    expect(await page.locator("summary:visible", { hasText: "more values" }).count()).toBe(1);
  });

  test("works by keyboard alone", async () => {
    await open("outlier");
    const focused = (): Promise<string> =>
      page.evaluate(() => document.activeElement?.id || document.activeElement?.className || "");
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("skip");
    await page.keyboard.press("/");
    expect(await focused()).toBe("search");
    await page.keyboard.type("region/");
    expect(await page.getByRole("searchbox").inputValue()).toBe("region/");
    await page.keyboard.press("Backspace");
    expect(await names()).toEqual(["region"]);
    await page.keyboard.press("Escape");
    expect(await names()).toEqual(["log_level", "region"]);
    await page.keyboard.press("Tab");
    expect(await focused()).toBe("environment");
    await page.keyboard.press("Tab");
    await page.keyboard.press("Space");
    expect(await names()).toEqual(["region"]);
    const outline = await page.evaluate(() => {
      const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement as Element);
      return [outlineStyle, outlineWidth];
    });
    expect(outline).toEqual(["solid", "2px"]);
  });

  test("the address keeps the filter", async () => {
    await open("unneeded");
    await page.getByRole("searchbox").fill("hostname");
    await page.getByRole("checkbox", { name: /^unneeded/ }).uncheck();
    const { hash } = new URL(page.url());
    await page.goto("about:blank");
    await open("unneeded", hash);
    expect(await names()).toEqual(["hostname"]);
    expect(await page.getByRole("checkbox", { name: /^unneeded/ }).isChecked()).toBe(false);
  });

  test.each(["light", "dark"] as const)("%s: every text has enough contrast", async (scheme) => {
    for (const name of ["unneeded", "outlier"] as const) {
      await page.emulateMedia({ colorScheme: scheme });
      await open(name);
      const paper = await page.evaluate(() => getComputedStyle(document.body).backgroundColor);
      expect(paper).toBe(scheme === "light" ? "rgb(251, 251, 250)" : "rgb(20, 23, 26)");
      expect(await page.evaluate(lowContrast)).toEqual([]);
    }
  });

  test("has landmarks, names its tables and labels its fields", async () => {
    await open("renamed");
    for (const role of ["banner", "main", "search"] as const) {
      expect(await page.getByRole(role).count(), role).toBe(1);
    }
    const table = page.getByRole("table", { name: "Variables and settings of app" });
    expect(await table.getByRole("columnheader").allTextContents()).toEqual([
      "Name",
      "Class",
      "Values",
    ]);
    expect(await table.getByRole("rowheader").count()).toBe(3);
    const fields = await page
      .locator("input, select, button")
      .evaluateAll((all) =>
        all.map((field) => (field as HTMLInputElement).labels?.length || field.textContent?.length),
      );
    expect(fields.every(Boolean)).toBe(true);
  });

  test("prints all of it, without the filter", async () => {
    await open("two-hundred");
    await page.emulateMedia({ media: "print" });
    expect(await page.getByRole("search").isVisible()).toBe(false);
    await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
    expect(await page.locator("details:not([open])").count()).toBe(0);
    await page.evaluate(() => dispatchEvent(new Event("afterprint")));
    expect(await page.locator("details:not([open])").count()).toBeGreaterThan(0);
  });

  test("shows everything without its script", async () => {
    const plain = await browser.newPage({ javaScriptEnabled: false });
    await plain.goto(pathToFileURL(join(folder, "unneeded.html")).href);
    expect(await plain.locator("form").isVisible()).toBe(false);
    expect(await plain.locator("tr[data-class]:visible").count()).toBe(6);
    await plain.close();
  });
});

/**
 * Runs in the page: texts with less than 4.5 to 1 against what is behind them.
 *
 * @see https://www.w3.org/TR/WCAG21/#contrast-minimum
 */
function lowContrast(): string[] {
  const light = (colour: string): number => {
    const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map((part) => {
      const share = Number(part) / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const behind = (element: Element | null): string => {
    if (!element) return "rgb(255, 255, 255)";
    const { backgroundColor } = getComputedStyle(element);
    return backgroundColor === "rgba(0, 0, 0, 0)" ? behind(element.parentElement) : backgroundColor;
  };
  const found: string[] = [];
  for (const element of document.querySelectorAll("body *")) {
    const hasText = [...element.childNodes].some(
      (node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim(),
    );
    const { color, display } = getComputedStyle(element);
    if (!hasText || display === "none" || color === "rgba(0, 0, 0, 0)") continue;
    if (element.closest("script, option, [hidden]")) continue;
    const [one, two] = [light(color), light(behind(element))].sort((a, b) => b - a);
    const ratio = ((one ?? 0) + 0.05) / ((two ?? 0) + 0.05);
    if (ratio < 4.5) found.push(`${element.className || element.tagName}: ${ratio.toFixed(1)}`);
  }
  return [...new Set(found)];
}
