import type { History, Ref } from "../../src/model/history.ts";

/** A commit: its name, its parents' names, and what its manifest says of `staging` (and of `production`, if that differs). */
export type Drawn = readonly [name: string, parents: string, staging: string, production?: string];

/** A history as data, from commits in the order they were made, the last one HEAD unless another is named. */
export function drawnHistory(
  drawn: readonly Drawn[],
  {
    head = drawn.at(-1)?.[0] ?? "",
    refs = { main: head } as Record<string, string>,
    shallow = false,
  } = {},
): History {
  const newestFirst = [...drawn].reverse();
  return {
    head,
    commits: new Map(
      newestFirst.map(([name, parents], index) => {
        const date = `2026-11-${String(20 - index).padStart(2, "0")}`;
        const hash = name;
        return [
          name,
          { hash, parents: parents.split(" ").filter(Boolean), date, subject: `make ${name}` },
        ];
      }),
    ),
    refs: Object.entries(refs).map(([name, commit]): Ref => {
      const kind = name.includes("/") ? "remote" : name.startsWith("v") ? "tag" : "branch";
      return { name, kind, commit };
    }),
    digests: new Map(
      drawn.map(([name, , staging, production = staging]) => [
        name,
        new Map([
          ["staging", staging],
          ["production", production],
          ["global", staging],
        ]),
      ]),
    ),
    held: new Map(),
    shallow,
  };
}
