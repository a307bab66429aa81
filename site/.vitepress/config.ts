import { defineConfig } from "vitepress";
import { sidebar } from "./sidebar.ts";

/** The site shows docs/ as it is (`npm run build` copies it to .pages, where Vue is found). */
export default defineConfig({
  title: "terraloom",
  description:
    "One YAML spec per environment, checked against one schema, rendered into committed Terraform",
  lang: "en",
  srcDir: ".pages",
  outDir: "dist",
  cacheDir: ".cache",
  cleanUrls: true,
  // A link to a page that is not there fails the build. JSON Schemas and files of the repository are no pages:
  // test/links.test.ts checks those.
  ignoreDeadLinks: [/\.schema$/, /\.schema\.json$/, /^\//, /\.\.\//],
  markdown: {
    // Pages are Markdown and nothing else: braces in them are not Vue's.
    html: false,
    theme: { light: "github-light-high-contrast", dark: "github-dark-high-contrast" },
    config(markdown) {
      for (const rule of ["text", "code_inline"] as const) {
        const render = markdown.renderer.rules[rule];
        markdown.renderer.rules[rule] = (...token) =>
          (render?.(...token) ?? "").replaceAll("{{", "&#123;&#123;");
      }
    },
  },
  themeConfig: {
    sidebar: sidebar(new URL("../../docs/index.md", import.meta.url)),
    search: { provider: "local" },
    outline: [2, 3],
  },
});
