import fc from "fast-check";
import { expect, it } from "vitest";
import { compareEnvironments } from "../../src/compare/compare.ts";
import { converge } from "../../src/converge/converge.ts";
import { failingClasses } from "../../src/model/drift.ts";
import type { Project } from "../../src/model/project.ts";
import { labelOf } from "../../src/model/subject.ts";
import { expectValue } from "../support/expectValue.ts";
import { today } from "../support/goldenCommand.ts";
import { draws } from "../support/slow.ts";
import { changedProject, heldBy, named, projectWith, texts } from "./randomSpecs.ts";

function run(project: Project, names: readonly string[] = []): ReturnType<typeof converge> {
  const [from, to] = [named(project, "one"), named(project, "two")];
  return converge(project, { from, to, names, today });
}

it("converging leaves no drift between the two and changes nothing else", () => {
  let converged = 0;
  fc.assert(
    fc.property(texts, (specTexts) => {
      const project = projectWith(specTexts);
      fc.pre(project !== undefined);
      if (!project) return;
      const result = run(project);
      if (!result.ok) {
        const codes = new Set(result.problems.map(({ code }) => code));
        for (const code of codes) expect(["inherited-entry", "spec-is-extended"]).toContain(code);
        return;
      }
      const done = result.value;
      if (done.copied.length > 0) converged++;
      const changes = done.draft.changes();
      for (const { path } of changes) expect(["envs/one.yaml", "envs/two.yaml"]).toContain(path);
      const changed = changedProject(specTexts, changes);

      // Nothing that may not differ differs between the two, unless it is held.
      const { differences } = compareEnvironments(
        named(changed, "one").stack,
        changed.environments,
        {
          today,
          complete: true,
        },
      );
      const held = new Set(done.held.map(labelOf));
      const failing = differences.filter((one) => failingClasses.includes(one.class)).map(labelOf);
      const [one, two] = [heldBy(changed, "one"), heldBy(changed, "two")];
      for (const name of failing)
        if (!held.has(name)) expect([name, two.get(name)]).toEqual([name, one.get(name)]);

      // Nothing else has another value.
      const copied = new Set(done.copied.map(labelOf));
      expect(one).toEqual(heldBy(project, "one"));
      expect(heldBy(changed, "three")).toEqual(heldBy(project, "three"));
      for (const [name, meaning] of heldBy(project, "two")) {
        expect([name, two.get(name)]).toEqual([name, copied.has(name) ? one.get(name) : meaning]);
      }

      // Every waiver that goes is about what was copied; the rest stays where and what it was.
      const waivers = (of: Project, name: string) =>
        named(of, name)
          .acceptedDrift.filter((waiver) => !copied.has(labelOf(waiver)))
          .map(({ location, ...waiver }) => waiver);
      for (const name of ["one", "two", "three"]) {
        expect(waivers(changed, name)).toEqual(waivers(project, name));
      }

      // Lines that say nothing of what was copied are as they were, comments too.
      const names = [...copied].map((name) => name.replace("settings.", ""));
      for (const { before = "", after: text = "" } of changes) {
        const kept = linesBut(before, names);
        const lines = new Set(text.split("\n"));
        for (const line of kept) expect(lines).toContain(line);
      }

      // Once is enough.
      const again = expectValue(run(changed));
      expect(again.copied).toEqual([]);
      expect(again.draft.changes()).toEqual([]);
    }),
    { numRuns: draws(400) },
  );
  expect(converged).toBeGreaterThan(draws(400) / 4);
});

/** The lines of a spec's text but for the entries of some names. */
function linesBut(text: string, names: readonly string[]): readonly string[] {
  let skipping = false;
  return text.split("\n").filter((line) => {
    const key = /^ {2}(\w+):/.exec(line)?.[1];
    const isWaiver =
      line.startsWith("  - ") || line.startsWith("    reason") || /^ {4}(?:until|hold)/.test(line);
    if (key !== undefined) skipping = names.includes(key);
    else if (!line.startsWith("    ")) skipping = false;
    const about = /# about (\w+)/.exec(line)?.[1];
    const isSection = line === "" || /^(?:# the )?(?:variables|settings|accepted_drift)/.test(line);
    return !skipping && !isWaiver && !isSection && (about === undefined || !names.includes(about));
  });
}
