import * as z from "zod";
import { plannedActions } from "../../src/model/planned.ts";
import { location } from "./problem.ts";

const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const hash = z.string().describe("A commit's, in full");
const commitFacts = { hash, date: day, subject: z.string() };
const commit = z.strictObject(commitFacts).meta({ id: "commit" });
const missing = z
  .array(
    z.strictObject({
      ...commitFacts,
      hadBy: z.array(z.string()).describe("Other environments of the stack that have had it"),
    }),
  )
  .describe("Commits that change the environment, and that it has not had");
const refs = z.array(z.string()).describe("Branches and tags that have it");

const verdict = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("converged"), at: commit.optional() }),
    z.strictObject({ kind: z.literal("incomplete"), at: commit.optional() }),
    z.strictObject({
      kind: z.literal("unfinished"),
      begun: commit.optional(),
      isHere: z.boolean(),
    }),
    z.strictObject({
      kind: z.literal("behind"),
      applied: commit,
      missing,
      uncommitted: z.boolean().describe("Whether the work tree has other code than HEAD"),
    }),
    z.strictObject({
      kind: z.literal("ahead"),
      applied: commit,
      refs,
      beyond: z.array(commit),
    }),
    z.strictObject({
      kind: z.literal("off"),
      applied: commit,
      refs,
      included: z.boolean().describe("HEAD has its changes all the same, by other commits"),
      missing,
    }),
    z.strictObject({
      kind: z.literal("unknown"),
      because: z.discriminatedUnion("kind", [
        z.strictObject({ kind: z.literal("no-commit") }),
        z.strictObject({ kind: z.literal("not-ours") }),
        z.strictObject({ kind: z.literal("values-file") }),
        z.strictObject({
          kind: z.literal("other-environment"),
          environment: z.string(),
          exists: z.boolean(),
        }),
      ]),
    }),
    z.strictObject({ kind: z.literal("never") }),
    z.strictObject({
      kind: z.literal("elsewhere"),
      place: z.string(),
      problem: z.string().optional(),
    }),
    z.strictObject({ kind: z.literal("unreachable"), reason: z.string() }),
  ])
  .meta({ id: "verdict" });

const fault = z
  .discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("begun"),
      digest: z.string().optional(),
      commit: commit.optional(),
      isHere: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal("edited") }),
    z.strictObject({ kind: z.literal("outside"), variables: z.array(z.string()) }),
    z.strictObject({
      kind: z.literal("part"),
      addresses: z.array(z.string()),
      commit,
      isHere: z.boolean().optional(),
    }),
    z.strictObject({ kind: z.literal("beside"), paths: z.array(z.string()) }),
    z.strictObject({ kind: z.literal("unmarked") }),
    z.strictObject({
      kind: z.enum(["tainted", "deposed", "missing", "leftover"]),
      addresses: z.array(z.string()),
    }),
  ])
  .meta({ id: "fault" });

const planned = z
  .discriminatedUnion("kind", [
    z.strictObject({ kind: z.literal("empty") }),
    z.strictObject({
      kind: z.literal("changes"),
      changes: z.array(z.strictObject({ address: z.string(), action: z.enum(plannedActions) })),
      outputs: z.array(z.string()),
    }),
    z.strictObject({ kind: z.literal("failed"), reason: z.string() }),
    z.strictObject({
      kind: z.literal("skipped"),
      because: z.enum(["unreachable", "elsewhere", "workspace", "values-file"]),
    }),
  ])
  .meta({ id: "planned" });

const hold = z
  .strictObject({
    kind: z.enum(["environment", "variable", "setting"]),
    name: z.string(),
    reason: z.string(),
    until: day.describe("The last day it holds"),
    by: z.string().optional(),
    in: z.enum(["work tree", "applied state"]),
  })
  .meta({ id: "hold" });

const environment = z
  .strictObject({
    name: z.string(),
    stack: z.string(),
    digest: z.string().describe("Of its code in the work tree"),
    committed: z.boolean().describe("Whether HEAD has the same code"),
    appliedDigest: z.string().optional(),
    verdict,
    sentence: z.string().describe("The verdict in words"),
    planned: planned.optional().describe("With --plan: what Terraform's plan says"),
    faults: z.array(fault).describe("Why the state is not what one whole apply leaves"),
    place: z.string().optional().describe("Which state was asked, where it is another one"),
    beside: z.array(z.string()).describe("Code by hand that Terraform reads with it"),
    held: z.boolean(),
    holds: z.array(hold),
  })
  .meta({ id: "environment" });

/** `terraloom status --format json`. */
export const statusSchema = z.strictObject({
  version: z.literal(1),
  today: day.describe("The day by which holds were judged"),
  verdict: z.enum(["converged", "difference", "error"]),
  summary: z.string(),
  head: commit.optional(),
  main: z
    .strictObject({
      name: z.string().optional(),
      ref: z.string().optional(),
      remote: z.string().optional(),
      commit: hash.optional(),
      hasHead: z.boolean().describe("Whether HEAD is on it"),
    })
    .optional()
    .describe("The main branch, as it is known here"),
  history: z.enum(["complete", "shallow", "none"]),
  generated: z.strictObject({
    current: z.boolean().describe("Whether it is what generate would make"),
    uncommitted: z.array(z.string()),
  }),
  promotion: z.array(z.string()),
  planned: z.boolean().describe("Whether the real infrastructure was looked at too"),
  environments: z.array(environment).describe("In promotion order, then by name"),
  removed: z
    .array(
      z.strictObject({
        name: z.string(),
        last: hash.describe("The newest commit that has its code"),
        directory: z.string(),
        place: z.string(),
        problem: z.string().optional(),
        sentence: z.string(),
      }),
    )
    .describe("Environments that the code has no more, and whose state is not empty"),
  problems: z.array(
    z.strictObject({
      code: z.string().describe("See docs/errors.md"),
      severity: z.enum(["error", "warning"]),
      message: z.string(),
      advice: z.string().optional(),
      location: location.optional(),
    }),
  ),
});
