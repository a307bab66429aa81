import * as z from "zod";

const place = z
  .strictObject({
    file: z.string(),
    line: z.int().min(1),
    column: z.int().min(1),
  })
  .meta({ id: "place" });
const kind = z.enum(["variable", "setting"]);
const driftClass = z.enum(["undeclared", "expired", "accepted", "declared"]);
const state = z.enum([...driftClass.options, "identical", "missing"]);
const count = z.int().min(0);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);

const shown = z
  .union([
    z.strictObject({ value: z.json().describe("Integers of any size; read them with care") }),
    z.strictObject({ absent: z.literal(true) }),
    z.strictObject({
      sensitive: z
        .int()
        .min(1)
        .describe("Which of the variable's values it is: equal numbers, equal values"),
    }),
  ])
  .meta({ id: "shown" });

const holder = z
  .strictObject({
    environment: z.string(),
    origin: z.enum(["spec", "default", "absent"]),
    place: place.optional(),
  })
  .meta({ id: "holder" });

const part = z
  .strictObject({
    path: z.array(z.union([z.string(), z.int()])).describe("Empty: the whole value"),
    order: z.literal(true).optional().describe("The same elements in another order"),
    holdings: z
      .array(z.strictObject({ shown, holders: z.array(holder) }))
      .describe("The values there are and who holds each, rarest first"),
  })
  .meta({ id: "part" });

const waiver = z
  .strictObject({
    environment: z.string(),
    reason: z.string(),
    until: day.describe("The last day it holds"),
    daysLeft: z.int().describe("0 on the last day, negative once it has run out"),
    hold: z.boolean(),
    place,
  })
  .meta({ id: "waiver" });

const difference = z
  .strictObject({
    kind,
    name: z.string(),
    class: driftClass,
    description: z.string().optional(),
    reason: z.string().optional().describe("Why the schema lets it differ"),
    sensitive: z.boolean(),
    place: place.optional().describe("Where the schema declares it"),
    waivers: z.array(waiver),
    parts: z.array(part),
  })
  .meta({ id: "difference" });

const unneeded = z
  .strictObject({
    kind,
    name: z.string(),
    what: z.enum(["waiver", "permission"]),
    reason: z.string(),
    because: z.enum(["identical", "permitted"]),
    environments: z.array(z.string()),
    until: day.optional(),
    place: place.optional(),
  })
  .meta({ id: "unneeded" });

const files = z
  .strictObject({
    identical: count,
    ownName: z
      .array(z.string())
      .describe("Files that are the same but for the environment's own name"),
    different: z.array(
      z.strictObject({
        path: z.string(),
        groups: z.array(z.strictObject({ environments: z.array(z.string()), diff: z.string() })),
        omitted: count.describe("Environments whose diffs are left out; --all has them"),
      }),
    ),
    conditional: z
      .array(
        z.strictObject({
          path: z.string(),
          when: z.array(z.string()).describe("The condition, of each template that makes it"),
          environments: z.array(z.string()).describe("Those that have it"),
        }),
      )
      .describe("Files that only some environments have, by a condition in templates/"),
  })
  .meta({ id: "files" });

const stack = z
  .strictObject({
    name: z.string(),
    environments: z.array(z.string()).describe("In promotion order, then by name"),
    base: z.string().optional(),
    counts: z.strictObject({
      undeclared: count,
      expired: count,
      accepted: count,
      declared: count,
      unneeded: count,
      identical: count,
    }),
    differences: z.array(difference),
    unneeded: z.array(unneeded),
    identical: z.array(z.strictObject({ kind, name: z.string(), shown, place: place.optional() })),
    secrets: z.array(z.string()),
    files: files.optional(),
  })
  .meta({ id: "stack" });

const problem = z
  .strictObject({
    severity: z.enum(["error", "warning"]),
    code: z.string(),
    message: z.string(),
    advice: z.string().optional(),
    place: place.optional(),
  })
  .meta({ id: "problem" });

const change = z
  .strictObject({
    kind,
    name: z.string(),
    renamedFrom: z.string().optional(),
    effect: z.enum(["introduced", "resolved", "reclassified", "kept"]),
    before: state,
    after: state,
    touched: z.array(z.string()),
    untouched: z.array(z.string()),
  })
  .meta({ id: "change" });

const since = z
  .strictObject({
    revision: z.string(),
    commit: z.string(),
    stacks: z.array(
      z.strictObject({
        name: z.string(),
        environmentsAdded: z.array(z.string()),
        environmentsRemoved: z.array(z.string()),
        changes: z.array(change),
      }),
    ),
    problems: z.array(problem),
  })
  .meta({ id: "since" });

/** What `terraloom drift-report --format json` writes. docs/drift-report.schema.json is made from it. */
export const reportSchema = z
  .strictObject({
    version: z.literal(1),
    today: day.describe("The day by which waivers were judged"),
    verdict: z.enum(["agreed", "drift", "error"]),
    stacks: z.array(stack),
    broken: z.array(
      z.strictObject({ name: z.string(), file: z.string(), stack: z.string().optional() }),
    ),
    problems: z.array(problem),
    since: since.optional(),
  })
  .meta({ title: "terraloom drift report" });
