import { clauseOf } from "../diagnostics/messages/entry.ts";
import { unplannedReasons } from "../diagnostics/messages/terraform.ts";
import { count, enumerated } from "../diagnostics/phrases.ts";
import { groupBy } from "../model/groupBy.ts";
import type { PlanProof } from "../model/planned.ts";

/** What Terraform says of a change's plans, a line for each kind of answer. */
export function planProofLines(proofs: ReadonlyMap<string, PlanProof>): readonly string[] {
  const groups = groupBy(proofs, ([, proof]) => sentenceOf(proof));
  return [...groups].map(([line, some]) => `${enumerated(some.map(([name]) => name))}: ${line}`);
}

function sentenceOf(proof: PlanProof): string {
  switch (proof.kind) {
    case "unchanged":
      return "the plan changes nothing but terraloom's own record.";
    case "waiting":
      return `the plan is what it was before, with ${count(proof.count, "change")} that nobody has applied yet.`;
    case "changed":
      return `the plan would do something else: ${proof.addresses.join(", ")}.`;
    case "broken":
      return `there is no plan any more: ${proof.reason}.`;
    case "unplanned":
      return `not planned: ${clauseOf(unplannedReasons, proof.because)}.`;
  }
}
