import type { LeftAlone } from "../diagnostics/messages/adopt.ts";
import { groupBy } from "../model/groupBy.ts";
import {
  environmentLike,
  environmentName,
  holdsEnvironments,
  namesEnvironment,
  regionOrAccount,
} from "./environmentNames.ts";
import type { Root } from "./roots.ts";
import { commonSteps } from "./steps.ts";

/** Roots that are the same kind of thing: the environments of a stack. */
export type Group = readonly Root[];

/** Groups of peers, and roots without peers, each with the reason. */
export interface Grouped {
  readonly groups: readonly Group[];
  readonly alone: readonly LeftAlone[];
}

/**
 * Finds peers among roots: folders that differ in one step of their path and call the same things.
 *
 * @param areChosen whether a person named these folders: then each is an environment, with peers or without
 * @param mayBeOnly whether one environment alone, where there is nothing else, is one too
 */
export function groupRoots(
  roots: readonly Root[],
  areChosen: boolean,
  mayBeOnly: boolean,
): Grouped {
  const groups: Root[][] = [];
  const left = new Set(roots);
  const take = (peers: readonly Root[]): void => {
    for (const peer of peers) left.delete(peer);
    groups.push([...peers]);
  };
  for (;;) {
    const [best] = candidates([...left])
      .filter(({ isNamed }) => isNamed || areChosen)
      .sort((a, b) => b.score - a.score);
    if (!best) break;
    take(best.members);
  }
  // Uneven trees: prod/eu beside staging.
  for (const root of [...left]) {
    const peers = groups.find((group) =>
      group.every((other) => areUneven(root, other) && shareStep(root, other)),
    );
    if (!peers) continue;
    peers.push(root);
    left.delete(root);
  }
  for (const root of [...left]) {
    const peers = [...left].filter(
      (other) => other === root || (areUneven(root, other) && shareStep(root, other)),
    );
    if (peers.length > 1 && left.has(root)) take(peers);
  }
  // Only their places and names are alike: they are still environments.
  const isFirst = groups.length === 0;
  for (const peers of byPlace([...left].filter((root) => areChosen || isEnvironment(root)))) {
    if (peers.length > 1 || areChosen || (mayBeOnly && isFirst)) take(peers);
  }
  const unnamed = candidates([...left]);
  return {
    groups,
    alone: [...left].map((root) => {
      const alike = unnamed.find(({ members }) => members.includes(root));
      return { folder: root.folder, why: alike ? unnamedReason(alike) : reasonFor(root, groups) };
    }),
  };
}

/** The step of a folder's path that names the environment, counted from 0: the last by such a name, else the last of all. */
export function environmentStep(folder: string): number {
  const steps = folder.split("/");
  const named = steps.findLastIndex((step) => environmentName.test(step));
  return named < 0 ? steps.length - 1 : named;
}

function isEnvironment({ folder, addresses }: Root): boolean {
  return addresses.size > 0 && namesEnvironment(folder);
}

function byPlace(roots: readonly Root[]): readonly Group[] {
  const found = groupBy(roots, ({ folder }) =>
    folder.split("/").with(environmentStep(folder), "*").join("/"),
  );
  return [...found.values()];
}

/** A root module, and what would be its environment's name. */
interface Named {
  readonly root: Root;
  readonly name: string;
}

interface Candidate {
  readonly members: readonly Root[];
  /** Their path, with a star for the step in which they differ. */
  readonly pattern: string;
  /** Whether their names, or the name of the folder that they are in, say that they are environments. */
  readonly isNamed: boolean;
  readonly score: number;
}

function candidates(roots: readonly Root[]): Candidate[] {
  const named = roots.flatMap((root) => {
    const steps = root.folder.split("/");
    return steps.map((name, at) => ({ root, name, pattern: steps.with(at, "*").join("/") }));
  });
  const byPattern = groupBy(named, ({ pattern }) => pattern);
  return [...byPattern].flatMap(([pattern, found]): Candidate[] => {
    const members = largestAlike(found);
    if (members.length < 2) return [];
    const names = found.filter(({ root }) => members.includes(root)).map(({ name }) => name);
    const likely = names.filter((name) => environmentLike.test(name)).length / names.length;
    // Folders side by side in one environment are its parts.
    if (likely === 0 && namesEnvironment(pattern)) return [];
    const steps = pattern.split("/");
    const above = steps[steps.indexOf("*") - 1] ?? "";
    const isNamed =
      likely > 0 ||
      holdsEnvironments.test(above) ||
      names.every((name) => regionOrAccount.test(name));
    return [{ members, pattern, isNamed, score: likely * 1000 + members.length }];
  });
}

/** The largest set of roots that are all like one of them. */
function largestAlike(found: readonly Named[]): readonly Root[] {
  const sets = found.map((one) =>
    found.filter((other) => other === one || arePeers(one, other)).map(({ root }) => root),
  );
  return sets.reduce((best, set) => (set.length > best.length ? set : best), []);
}

/** The less certain their names, the more they must have in common: parts of one environment share some names too. */
function arePeers(one: Named, other: Named): boolean {
  const names = [one.name, other.name];
  if (names.every((name) => environmentLike.test(name))) return areAlike(one.root, other.root, 0);
  const isLikely = names.some((name) => environmentLike.test(name) && !unlikely.test(name));
  if (isLikely) return areAlike(one.root, other.root);
  const common = commonAddresses(one.root, other.root);
  const [smaller = 0, larger = 0] = [one.root.addresses.size, other.root.addresses.size].sort(
    (a, b) => a - b,
  );
  return common >= Math.max(0.7 * larger, 1) || (common >= 4 && common >= 0.8 * smaller);
}

/** What parts of one environment are called too. */
const unlikely = /^(?:shared|main|eu|us|ap)$/i;

/** Whether at least a part of what the smaller one is made of is in the other one too. */
export function areAlike(one: Root, other: Root, part = 0.5): boolean {
  const common = commonAddresses(one, other);
  return common > 0 && common >= part * Math.min(one.addresses.size, other.addresses.size);
}

/** Whether two may be peers though their paths differ in more than a step: then both are called as environments are. */
function areUneven(one: Root, other: Root): boolean {
  const paths = [one, other].map(({ folder }) => folder.split("/"));
  const above = commonSteps(paths).length;
  const areCalledSo = paths.every((path) =>
    path.slice(above).some((step) => environmentLike.test(step) && !/^(?:shared|main)$/.test(step)),
  );
  return areCalledSo && areAlike(one, other);
}

function commonAddresses(one: Root, other: Root): number {
  return [...one.addresses].filter((address) => other.addresses.has(address)).length;
}

function shareStep(one: Root, other: Root): boolean {
  return one.folder.split("/")[0] === other.folder.split("/")[0];
}

function unnamedReason({ pattern, members }: Candidate): LeftAlone["why"] {
  return { kind: "unnamed", pattern, others: members.length - 1 };
}

function reasonFor(root: Root, groups: readonly Group[]): LeftAlone["why"] {
  const count = root.addresses.size;
  if (count === 0) return { kind: "empty" };
  const common = Math.max(0, ...groups.flat().map((other) => commonAddresses(root, other)));
  return { kind: "different", common, count };
}
