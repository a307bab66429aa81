import * as z from "zod";
import { location } from "./problem.ts";

const value = z.json().describe("Absent where it is sensitive, or optional and not given");
const origin = {
  from: z.enum(["spec", "inherited", "default", "computed"]),
  reads: z.array(z.string()).optional().describe("What a computed value is made from"),
};

/** `terraloom list --format json`. */
export const listSchema = z.strictObject({
  version: z.literal(1),
  stacks: z.array(
    z.strictObject({
      name: z.string(),
      after: z.array(z.string()).optional().describe("Stacks that are applied before it"),
      calls: z.array(
        z.strictObject({
          name: z.string(),
          module: z.string().optional().describe("A folder of modules/"),
          source: z.string().optional().describe("Where it comes from, if that is no such folder"),
          version: z.string().optional(),
          forEach: z.string().optional().describe("The variable whose entries make instances"),
        }),
      ),
      waves: z
        .array(z.array(z.string()))
        .describe("The order in which a change is taken; a wave of which none is chosen is empty"),
      environments: z
        .array(z.strictObject({ name: z.string(), spec: z.string() }))
        .describe("In that order, those outside of it last"),
    }),
  ),
});

/** `terraloom show ENV... --format json`. */
export const showSchema = z.strictObject({
  version: z.literal(1),
  environments: z.array(
    z.strictObject({
      environment: z.string(),
      stack: z.string(),
      spec: z.string(),
      values: z.array(
        z.strictObject({
          kind: z.enum(["variable", "setting"]),
          name: z.string(),
          sensitive: z.boolean(),
          value: value.optional(),
          ...origin,
          place: z
            .strictObject({ file: z.string(), line: z.int().min(1), column: z.int().min(1) })
            .optional()
            .describe("Where it was written; of what nobody wrote, where it is declared"),
        }),
      ),
    }),
  ),
});

const places = z.array(
  z
    .strictObject({
      location,
      environment: z.string().optional(),
      block: z.string().optional().describe("The outermost block around it, as it is written"),
      module: z.string().optional().describe("The folder of the module it goes to, or is of"),
      state: z.string().optional().describe("The environment from whose state an output is read"),
    })
    .meta({ id: "place" }),
);

/** `terraloom trace NAME --format json`. */
export const traceSchema = z.strictObject({
  version: z.literal(1),
  threads: z
    .array(
      z.strictObject({
        name: z.string(),
        kind: z.enum(["variable", "secret", "output"]),
        stack: z.string(),
        description: z.string(),
        labels: z.record(z.string(), z.array(z.string())),
        drift: z.string().optional().describe("Why environments may differ in it"),
        sensitive: z.boolean(),
        declaration: location.optional().describe("In the schema"),
        values: z
          .array(
            z.strictObject({
              environment: z.string(),
              value: value.optional(),
              ...origin,
              location: location.optional(),
            }),
          )
          .describe(
            "One for each environment of the stack; of a secret and an output there are none",
          ),
        definitions: places.describe("In each environment's terraform.tfvars"),
        declarations: places.describe("The root modules' variable blocks, or output blocks"),
        arguments: places.describe("Where it is passed on to a module"),
        moduleDeclarations: places.describe(
          "The called modules' variable blocks, or output blocks",
        ),
        reads: places.describe(
          "Where its value is used; of a secret, where its name stands; of an output, where others read it",
        ),
        neverUsed: z.boolean(),
      }),
    )
    .describe("One for each stack that has the name"),
});
