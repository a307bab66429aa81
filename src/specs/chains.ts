import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Spec, Specs } from "../model/spec.ts";

/** How many specs may extend one another, the one after the other. */
const longestChain = 100;

/** Refuses chains of `extends` that are too long: each spec of them is merged with all below it. */
export function cutChains(specs: Map<string, Spec>): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const depths = new Map<string, number>();
  for (const file of specs.keys()) {
    // Deep chains would overflow the stack of a function that calls itself.
    const way = [file];
    for (let at = way.at(-1); at !== undefined; at = way.at(-1)) {
      const spec = specs.get(at);
      const below = spec?.extends.map(({ target }) => target) ?? [];
      const next = below.find((target) => !depths.has(target) && !way.includes(target));
      if (next !== undefined && way.length <= longestChain) {
        way.push(next);
        continue;
      }
      way.pop();
      const depth = 1 + Math.max(0, ...below.map((target) => depths.get(target) ?? 0));
      const [first] = spec?.extends ?? [];
      const isTooDeep = depth > longestChain || (next !== undefined && first !== undefined);
      depths.set(at, isTooDeep ? 0 : depth);
      if (!spec || !first || !isTooDeep) continue;
      const place = spec.locate(first.path, "value");
      problems.push(diagnostic("extends-too-deep", { limit: longestChain }, place));
      specs.set(at, { ...spec, extends: [], broken: true });
    }
  }
  return problems;
}

/** What `extends` names that is not there, or that leads back. */
export function extendsProblems(specs: Specs): Diagnostic[] {
  const problems: Diagnostic[] = [];
  const suggestions = new Map<string, string | undefined>();
  for (const spec of specs.values()) {
    if (spec.within.length > 0) continue;
    for (const { target, path } of spec.extends) {
      if (!specs.has(target)) {
        // A thousand specs may name one file that is not there.
        if (!suggestions.has(target)) suggestions.set(target, nearest(target, specs.keys()));
        const args = { target, suggestion: suggestions.get(target) };
        problems.push(diagnostic("extends-missing", args, spec.locate(path, "value")));
        continue;
      }
      const cycle = cycleThrough(specs, spec.file, target);
      if (cycle) problems.push(diagnostic("extends-cycle", { cycle }, spec.locate(path, "value")));
    }
  }
  return problems;
}

/** The way from `target` back to `origin`, if there is one. */
function cycleThrough(specs: Specs, origin: string, target: string): string[] | undefined {
  const seen = new Set<string>();
  const search = (file: string, way: readonly string[]): string[] | undefined => {
    if (file === origin) return [...way, file];
    if (seen.has(file)) return undefined;
    seen.add(file);
    for (const { target } of specs.get(file)?.extends ?? []) {
      const found = search(target, [...way, file]);
      if (found) return found;
    }
    return undefined;
  };
  return search(target, [origin]);
}
