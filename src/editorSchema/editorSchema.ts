import { type Layout, recordFile } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";
import type {
  ProjectSecret,
  ProjectSetting,
  ProjectStack,
  ProjectVariable,
} from "../model/schema.ts";
import { askType, judge, typeCode } from "../schemaCode/schemaCode.ts";
import { acceptedDriftSchema, holdSchema, untilSchema } from "./acceptedDriftSchema.ts";
import { orNull, partialSchema, requiredSchema } from "./partialSchema.ts";
import { type JsonSchema, typeSchema } from "./typeSchema.ts";

/** The path of a stack's JSON Schema, below the project's root. */
export function editorSchemaFile(layout: Layout, stack: string): string {
  return recordFile(layout, `schema/${stack}.schema.json`);
}

/**
 * A JSON Schema for a stack's specs, draft 07, which is what editors read: it gives completion,
 * hover texts with the reason to drift, and a mark under what is wrong.
 */
export function editorSchema(stack: ProjectStack, layout: Layout): Output {
  return {
    path: editorSchemaFile(layout, stack.name),
    content: `${JSON.stringify(stackSchema(stack), undefined, 2)}\n`,
    kind: "json",
    source: "terraloom's own JSON Schema",
  };
}

/** What a spec says that makes an environment of each of its entries. */
const eachSchemas: Readonly<Record<"name" | "each", JsonSchema>> = {
  name: {
    type: "string",
    pattern: "\\{each\\}",
    patternErrorMessage: "Must hold {each}, which stands for an entry's key",
    description:
      "How the entries of `each` are named, such as prod-{each}; FILE/{each} if not given.",
  },
  each: {
    description: "Makes an environment of each entry. What stands outside is common to them.",
    type: "object",
    additionalProperties: {
      type: ["object", "null"],
      additionalProperties: false,
      properties: Object.fromEntries(
        ["settings", "variables", "accepted_drift", "hold", "until"].map((name) => [
          name,
          { $ref: `#/properties/${name}` },
        ]),
      ),
    },
  },
};

function stackSchema(stack: ProjectStack): JsonSchema {
  const settings = saidOf(stack.settings).map((setting) =>
    declaredSchemas("settings", setting, !judge(setting.zod, undefined, typeCode(setting)).success),
  );
  const variables = saidOf(stack.variables).map((variable) =>
    declaredSchemas("variables", variable, variable.required && !hasTwoNames(stack, variable), [
      ...callLines(stack, variable),
      ...[...variable.labels].map(([key, values]) => `${key}: ${values.join(", ")}`),
    ]),
  );
  return {
    $schema: "http://json-schema.org/draft-07/schema#",
    // No title: editors would show it above every description.
    description: `An environment of stack "${stack.name}".`,
    type: "object",
    additionalProperties: false,
    properties: {
      stack: {
        const: stack.name,
        description: "The stack that this environment is an instance of.",
        errorMessage: `The first line names the JSON Schema of stack "${stack.name}", and this is another`,
      },
      extends: {
        description:
          "Specs to inherit from: maps merge deeply, scalars and lists replace; of several the last wins.",
        anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      },
      settings: sectionSchema(
        "What templates are told; not Terraform variables.",
        settings,
        computedOf(stack.settings),
      ),
      variables: sectionSchema("The values of the stack's Terraform variables.", variables, [
        ...[...stack.secrets.values()].map(secretSchema),
        ...computedOf(stack.variables),
      ]),
      accepted_drift: acceptedDriftSchema(stack),
      hold: holdSchema,
      until: untilSchema,
      ...eachSchemas,
    },
    // Whatever a spec extends may hold what it lacks, and a spec without a stack is there to be extended.
    if: {
      required: ["stack"],
      not: { anyOf: [{ required: ["extends"] }, { required: ["each"] }] },
    },
    // biome-ignore lint/suspicious/noThenProperty: a keyword of JSON Schema
    then: wholeSpec({ settings, variables }),
  };
}

/** Whether a spec may say it by another name: then neither name is missing where the other one stands. */
function hasTwoNames({ variables }: ProjectStack, { name, deprecated }: ProjectVariable): boolean {
  return (
    deprecated !== undefined ||
    [...variables.values()].some((other) => other.deprecated?.successor === name)
  );
}

/** A variable or setting as it is written into the JSON Schema. */
interface Declared {
  readonly name: string;
  readonly required: boolean;
  /** What holds of every spec, one that is completed by another too. */
  readonly part: JsonSchema;
  /** What a spec that nothing completes has to say besides. */
  readonly whole: JsonSchema | undefined;
}

/** @param after paragraphs of its description, after what the type says of itself and its drift */
function declaredSchemas(
  section: "settings" | "variables",
  declared: ProjectSetting | ProjectVariable,
  required: boolean,
  after: readonly string[] = [],
): Declared {
  const { name, zod, drift, description: before = "" } = declared;
  const deprecated = "deprecated" in declared ? declared.deprecated : undefined;
  const pointer = `/properties/${section}/properties/${pointerName(name)}`;
  const closed = section === "variables";
  const code = typeCode(declared);
  const typeAt = (place: string): JsonSchema =>
    askType(code, () => typeSchema(zod, { pointer: place, closed }));
  const type = typeAt(`#${pointer}`);
  // Types with a name are referred to, and those of a part are not those of the whole.
  const whole = JSON.stringify(type).includes('"$ref"') ? typeAt(`#/then${pointer}`) : type;
  const { description: told = zod.description, ...schema } = type;
  const own = typeof told === "string" ? told : "";
  const warning = deprecated ? `Deprecated: ${deprecated.message}` : "";
  const paragraphs = [warning, before, own, driftSentence(drift), ...after];
  const description = [...new Set(paragraphs)].filter((text) => text !== "").join("\n\n");
  const marks = deprecated ? { deprecated: true, deprecationMessage: deprecated.message } : {};
  const part = partialSchema(schema);
  const mayBeAbsent = judge(zod, undefined, code).success;
  return {
    name,
    required,
    part: { description, ...marks, ...(mayBeAbsent ? orNull(part) : part) },
    whole: requiredSchema(whole),
  };
}

function pointerName(name: string): string {
  return encodeURIComponent(name.replaceAll("~", "~0").replaceAll("/", "~1"));
}

/** Where a variable goes, if that is not plainly the module of its own name for it. */
function callLines({ calls }: ProjectStack, { name, calls: passedTo }: ProjectVariable): string[] {
  const told = [...passedTo].flatMap(([callName, argument]) => {
    const { module = "", source = module } = calls.get(callName) ?? {};
    const from = source === callName ? "" : ` (${source})`;
    const as = argument.name === name ? "" : ` as ${argument.name}`;
    return from === "" && as === "" ? [] : [`${callName}${from}${as}`];
  });
  return told.length > 0 ? [`Goes to module ${told.join(", ")}.`] : [];
}

function driftSentence(drift: string | undefined): string {
  return drift === undefined
    ? "The same in every environment."
    : `May differ between environments: ${drift}`;
}

/** @param unsaid names that a spec may not say: as patterns, since editors complete properties */
function sectionSchema(
  description: string,
  declared: readonly Declared[],
  unsaid: readonly (readonly [string, JsonSchema])[],
): JsonSchema {
  return {
    description,
    type: ["object", "null"],
    additionalProperties: false,
    properties: Object.fromEntries(declared.map(({ name, part }) => [name, part])),
    ...(unsaid.length > 0 ? { patternProperties: Object.fromEntries(unsaid) } : {}),
  };
}

/** What a spec has to say that extends no other. */
function wholeSpec(sections: Readonly<Record<string, readonly Declared[]>>): JsonSchema {
  const properties = Object.entries(sections).flatMap(([key, declared]) => {
    const required = declared.filter((item) => item.required).map(({ name }) => name);
    const wholes = declared.flatMap(({ name, whole }) => (whole ? [[name, whole] as const] : []));
    if (required.length === 0 && wholes.length === 0) return [];
    const schema: JsonSchema = {
      ...(required.length > 0
        ? {
            required,
            allOf: [{ type: "object", errorMessage: `Some ${key} have to be given a value` }],
          }
        : {}),
      ...(wholes.length > 0 ? { properties: Object.fromEntries(wholes) } : {}),
    };
    return [[key, schema] as const];
  });
  const required = properties.flatMap(([key, { required: names }]) => (names ? [key] : []));
  return { required, properties: Object.fromEntries(properties) };
}

function saidOf<T extends ProjectSetting | ProjectVariable>(declared: ReadonlyMap<string, T>): T[] {
  return [...declared.values()].filter(({ compute }) => !compute);
}

function computedOf(declared: ReadonlyMap<string, ProjectSetting | ProjectVariable>) {
  return [...declared.values()]
    .filter(({ compute }) => compute)
    .map(({ name, description = "" }) =>
      unsaidSchema(name, `${description}\n\nComputed: a spec does not say it.`, "computed"),
    );
}

function secretSchema({ name, description }: ProjectSecret) {
  const words = "secret: its value is never written down";
  return unsaidSchema(name, `${description}\n\nA ${words}.`, `a ${words}`);
}

/** What no value fits: nothing is null and false at once. `not: {}` would say the same, and editors have no good words for it. */
function unsaidSchema(name: string, description: string, is: string): [string, JsonSchema] {
  const errorMessage = `"${name}" is ${is}. Remove the line`;
  return [
    `^${name}$`,
    { description: description.trim(), type: "null", const: false, errorMessage },
  ];
}
