import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { extname, join } from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accessibilityFaults, startBrowser } from "../support/browser.ts";
import { chromiumAvailable } from "../support/programs.ts";
import { repository } from "../support/temporaryProject.ts";

const site = join(repository, "site");
const dist = join(site, "dist");
const isInstalled = existsSync(join(site, "node_modules"));
if (!isInstalled && process.env.TERRALOOM_REQUIRE_PROGRAMS) {
  throw new Error("site/node_modules is absent: npm ci --prefix site");
}

const types: Readonly<Record<string, string>> = {
  ".html": "text/html",
  ".js": "text/javascript",
  ".css": "text/css",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".woff2": "font/woff2",
  ".json": "application/json",
};

describe.skipIf(!isInstalled || !chromiumAvailable)("the site, made from docs/", () => {
  let server: Server;
  let browser: Browser;
  let address: string;

  beforeAll(async () => {
    // A link to a page that is not there fails this.
    execFileSync("npm", ["run", "--silent", "build"], { cwd: site, stdio: "pipe" });
    server = createServer(({ url = "/" }, answer) => {
      const path = url.split("?", 1)[0] ?? "/";
      const file = [path, `${path}.html`, `${path}index.html`]
        .map((candidate) => join(dist, candidate))
        .find((candidate) => extname(candidate) !== "" && existsSync(candidate));
      answer.writeHead(file ? 200 : 404, {
        "content-type": types[extname(file ?? "")] ?? "text/plain",
      });
      answer.end(file ? readFileSync(file) : "");
    }).listen(0, "127.0.0.1");
    await new Promise((resolve) => server.once("listening", resolve));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    browser = await startBrowser();
  });

  afterAll(async () => {
    await browser?.close();
    server?.close();
  });

  async function open(path: string, width: number, colorScheme: "light" | "dark"): Promise<Page> {
    const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme });
    await page.goto(address + path, { waitUntil: "load" });
    return page;
  }

  it("has a page for each file of docs/, in the sidebar", async () => {
    const names = readdirSync(join(repository, "docs")).filter((name) => name.endsWith(".md"));
    const page = await open("/", 1280, "light");
    const links = await page
      .locator(".VPSidebar a")
      .evaluateAll((anchors) =>
        anchors.map((anchor) => new URL((anchor as HTMLAnchorElement).href).pathname.slice(1)),
      );
    const pages = names
      .map((name) => name.slice(0, -".md".length))
      .filter((name) => name !== "index");
    expect([...links].sort()).toEqual(pages.sort());
    await page.close();
  });

  it("shows a template's braces unchanged", async () => {
    const page = await open("/templates", 1280, "light");
    expect(await page.locator(".vp-doc").innerText()).toContain("{{x}} writes a literal");
    await page.close();
  });

  it.each([
    ["/", 400, "light"],
    ["/", 1280, "dark"],
    ["/commands", 400, "dark"],
    ["/drift-report", 1280, "light"],
    ["/drift-report", 400, "dark"],
    ["/editors", 1280, "dark"],
    ["/ci", 1280, "light"],
  ] as const)(
    "%s at %i pixels, %s, keeps to the rules of accessibility and to its width",
    async (path, width, scheme) => {
      const page = await open(path, width, scheme);
      // The theme's search button is named without the keys that it shows.
      expect(await accessibilityFaults(page, [".DocSearch-Button"])).toEqual([]);
      const unseen = await page.evaluate(() =>
        [...document.images].filter((one) => one.naturalWidth === 0).map(({ src }) => src),
      );
      expect(unseen).toEqual([]);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(overflow).toBeLessThanOrEqual(0);
      await page.close();
    },
  );
});
