import fc from "fast-check";
import { expect, it } from "vitest";
import { compareEnvironments } from "../../src/compare/compare.ts";
import { failingClasses } from "../../src/model/drift.ts";
import { labelOf } from "../../src/model/subject.ts";
import { differencesSince } from "../../src/rollback/differences.ts";
import { rollback } from "../../src/rollback/rollback.ts";
import { today } from "../support/goldenCommand.ts";
import { draws } from "../support/slow.ts";
import { changedProject, heldBy, named, projectWith, texts } from "./randomSpecs.ts";

const words = { reason: "rolled back to 1a2b3c4: r", until: "2026-12-06" };

it("rolling back restores the values of one environment, and all resulting drift is accepted", () => {
  let rolledBack = 0;
  fc.assert(
    fc.property(texts, texts, fc.boolean(), (past, specTexts, hold) => {
      const [before, project] = [projectWith(past), projectWith(specTexts)];
      fc.pre(before !== undefined && project !== undefined);
      if (!before || !project) return;
      const environment = named(project, "two");
      const differences = differencesSince(environment, named(before, "two"), "1a2b3c4", []);
      expect(differences.unfit).toEqual([]);
      const result = rollback(project, environment, differences, { ...words, hold }, today);
      if (!result.ok) {
        const codes = new Set(result.problems.map(({ code }) => code));
        for (const code of codes) expect(["inherited-entry", "spec-is-extended"]).toContain(code);
        return;
      }
      const done = result.value;
      if (differences.changed.length > 0) rolledBack++;
      const changes = done.draft.changes();
      expect(changes.every(({ path }) => path === "envs/two.yaml")).toBe(true);
      const changed = changedProject(specTexts, changes);
      expect(heldBy(changed, "two")).toEqual(heldBy(before, "two"));
      for (const other of ["one", "three"]) {
        expect(heldBy(changed, other)).toEqual(heldBy(project, other));
      }

      // What was rolled back may differ, unless others do among themselves.
      const { stack } = named(changed, "two");
      const names = new Set(differences.changed.map(({ subject }) => labelOf(subject)));
      const drift = (day: string) =>
        compareEnvironments(stack, changed.environments, { today: day, complete: true });
      const failing = (day: string): readonly string[] =>
        drift(day)
          .differences.filter((one) => failingClasses.includes(one.class))
          .map(labelOf)
          .filter((name) => names.has(name));
      expect(
        failing(today).filter((name) => !done.undeclared.some((one) => labelOf(one) === name)),
      ).toEqual([]);
      // A day later it may not.
      const accepted = done.waived.filter((one) => !done.declared.includes(one)).map(labelOf);
      expect(failing("2026-12-07")).toEqual(expect.arrayContaining(accepted));
      const waived = named(changed, "two").acceptedDrift.filter((one) => names.has(labelOf(one)));
      const put = waived.filter(({ reason }) => reason === words.reason);
      expect(put.every((waiver) => waiver.hold === hold && waiver.until === words.until)).toBe(
        true,
      );
      expect(put.map(labelOf).sort()).toEqual(done.waived.map(labelOf).sort());

      // And it is back once for all.
      const again = differencesSince(named(changed, "two"), named(before, "two"), "1a2b3c4", []);
      expect(again.changed).toEqual([]);
    }),
    { numRuns: draws(400) },
  );
  expect(rolledBack).toBeGreaterThan(draws(400) / 5);
});
