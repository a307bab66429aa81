import { readFileSync } from "node:fs";

interface Section {
  readonly text: string;
  readonly items: { readonly text: string; readonly link: string }[];
}

/** The sidebar, as docs/index.md lists the pages: a section for each heading, a page for each item. */
export function sidebar(index: URL): Section[] {
  const sections: Section[] = [];
  for (const line of readFileSync(index, "utf8").split("\n")) {
    const heading = /^## (.+)$/.exec(line)?.[1];
    if (heading !== undefined) sections.push({ text: heading, items: [] });
    const [, text, page] = /^- \[([^\]]+)\]\(([\w-]+)\.md\)/.exec(line) ?? [];
    if (text && page) sections.at(-1)?.items.push({ text, link: `/${page}` });
  }
  return sections;
}
