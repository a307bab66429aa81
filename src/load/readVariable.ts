import type { ZodType } from "zod";
import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import { locationLater, withoutExcerpt } from "../diagnostics/position.ts";
import { failure, type Result, success } from "../model/result.ts";
import type {
  LabelValues,
  ProjectOutput,
  ProjectVariable,
  SchemaFunction,
} from "../model/schema.ts";
import type { StackOutput } from "../schema/output.ts";
import type { Stack } from "../schema/stack.ts";
import type { Labels, ModuleArgument, Variable } from "../schema/variable.ts";
import { askType, typeCode } from "../schemaCode/schemaCode.ts";
import { type Translation, translate } from "../translate/translate.ts";
import { newerForms } from "./features.ts";
import type { Locate } from "./importSchema.ts";
import { isWithin } from "./versions.ts";

/** Reads a variable; a type that Terraform cannot express is a problem. */
export function readVariable(
  name: string,
  variable: Variable,
  stack: Pick<Stack, "terraform" | "variables">,
  locate: Locate,
  compute?: SchemaFunction,
): Result<ProjectVariable> {
  const location = placeOf(variable, locate);
  const translated = readType("variable", name, variable.type, location);
  if (!translated.ok) return translated;
  const { type, nullable, validations, required, default: byDefault } = translated.value;
  const { description } = variable;
  const inModule = {
    description,
    type,
    nullable,
    ...(variable.sensitive ? { sensitive: true } : {}),
    ...(variable.ephemeral ? { ephemeral: true } : {}),
    ...(variable.deprecated !== undefined && isWithin(stack, newerForms.deprecated)
      ? { deprecated: variable.deprecated }
      : {}),
  };
  return success({
    name,
    description,
    declaration: {
      ...inModule,
      name,
      validations,
      ...(byDefault === undefined ? {} : { default: byDefault }),
    },
    type,
    zod: variable.type,
    required: required && !compute,
    ...(compute ? { compute } : {}),
    // Values are checked once, where they come in: a module gets no default and no validation of its own.
    calls: new Map(
      argumentsOf(name, variable.modules).map(([call, argument]) => [
        call,
        { ...inModule, ...argument },
      ]),
    ),
    labels: readLabels(variable.labels),
    sensitive: variable.sensitive === true,
    ...deprecationOf(variable, stack.variables),
    ...permissionOf(variable),
    ...(location ? { location } : {}),
  });
}

/** Reads a declared output; a type that Terraform cannot express is a problem. */
export function readOutput(
  name: string,
  output: StackOutput,
  locate: Locate,
): Result<ProjectOutput> {
  const { type, description } = output;
  const location = locate(output);
  const translated = readType("output", name, type, location);
  if (!translated.ok) return translated;
  return success({
    name,
    description,
    type: translated.value.type,
    ...(location ? { location } : {}),
  });
}

/** What Terraform makes of a declared type. */
function readType(
  kind: "variable" | "output",
  name: string,
  type: ZodType,
  location: Location | undefined,
): Result<Translation> {
  if (!isZodType(type)) {
    return failure(diagnostic("not-a-zod-type", { kind, name }, location));
  }
  const code = typeCode({ name, ...(location ? { location } : {}) });
  const translated = askType(code, () => translate(name, type));
  if (translated.ok) return translated;
  return failure(
    ...translated.problems.map((problem) =>
      diagnostic("type-not-terraform", { kind, name, ...problem }, location),
    ),
  );
}

/** Where it is declared; without that line where it says what a sensitive variable holds. */
function placeOf(variable: Variable, locate: Locate): Location | undefined {
  const location = locate(variable);
  if (!location || !variable.sensitive) return location;
  return locationLater(() =>
    /(?:default|prefault|catch)\(/.test(location.excerpt ?? "")
      ? withoutExcerpt(location)
      : location,
  );
}

/** Its deprecation; `use other_name` names another variable. */
function deprecationOf(
  { deprecated }: Variable,
  variables: Stack["variables"],
): Pick<ProjectVariable, "deprecated"> {
  if (deprecated === undefined) return {};
  const named = /^use\s+["'`]?([A-Za-z_][\w-]*)/i.exec(deprecated)?.[1];
  const isKnown = named !== undefined && Object.hasOwn(variables, named);
  return { deprecated: { message: deprecated, ...(isKnown ? { successor: named } : {}) } };
}

/** Whether environments may differ, and whether they must. */
export function permissionOf({
  drift,
  unique = false,
}: Pick<Variable, "drift" | "unique">): Pick<ProjectVariable, "drift" | "unique"> {
  const reason = drift ?? (unique ? "each environment has its own" : undefined);
  return { unique, ...(reason === undefined ? {} : { drift: reason }) };
}

export function isZodType(type: unknown): type is ZodType {
  return typeof (type as { toJSONSchema?: unknown } | undefined)?.toJSONSchema === "function";
}

/** Each call with what the called module calls the variable. */
function argumentsOf(
  name: string,
  modules: Variable["modules"] = [],
): (readonly [string, ModuleArgument])[] {
  if (Array.isArray(modules)) return modules.map((call: string) => [call, { name }] as const);
  return Object.entries(modules).map(
    ([call, argument]: [string, string | ModuleArgument]) =>
      [call, typeof argument === "string" ? { name: argument } : argument] as const,
  );
}

/** Labels with lists for values. */
export function readLabels(labels: Labels = {}): LabelValues {
  const lists = Object.entries(labels).map(
    ([key, value]) => [key, typeof value === "string" ? [value] : value] as const,
  );
  return new Map(lists);
}
