import { namesEnvironment } from "./environmentNames.ts";
import { type Grouped, groupRoots } from "./groups.ts";
import type { Root } from "./roots.ts";
import type { ValuesOfRoot } from "./valuesFiles.ts";

/**
 * Groups folders that are peers, and files of values for one root module. A root module that has several such
 * files is no environment, unless its own folder is called like one.
 */
export function groupWithValues(
  roots: readonly Root[],
  values: readonly ValuesOfRoot[],
  { areChosen, mayBeOnly }: { readonly areChosen: boolean; readonly mayBeOnly: boolean },
): Grouped {
  const first = values.filter(
    ({ root, group }) => group.length > 1 && !namesEnvironment(root.folder),
  );
  const isShared = (root: Root): boolean => first.some((one) => one.root === root);
  const rest = roots.filter((root) => root.folder !== "" && !isShared(root));
  // One file alone is an environment where there is nothing else.
  const only = first.length > 0 ? [] : values.filter((one) => !namesEnvironment(one.root.folder));
  const isLast = only.length === 1 && only[0]?.root === roots[0] && roots.length === 1;
  const found = isLast
    ? { groups: [], alone: [] }
    : groupRoots(rest, areChosen, mayBeOnly && first.length === 0);
  const isGrouped = (root: Root): boolean => found.groups.some((group) => group.includes(root));
  const second = values.filter(
    ({ root, group }) => !isShared(root) && !isGrouped(root) && (group.length > 1 || isLast),
  );
  const shared = [...first, ...second];
  const isTaken = (root: Root): boolean => shared.some((one) => one.root === root);
  const top = roots.filter((root) => root.folder === "" && !isTaken(root));
  return {
    groups: [...found.groups, ...shared.map(({ group }) => group)],
    alone: [
      ...found.alone.filter(({ folder }) => !shared.some(({ root }) => root.folder === folder)),
      ...top.map(({ folder }) => ({ folder, why: { kind: "no-values" } as const })),
      ...shared.flatMap(({ others }) =>
        others.map((folder) => ({ folder, why: { kind: "other-values" } as const })),
      ),
    ],
  };
}
