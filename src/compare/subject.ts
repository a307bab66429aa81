import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { Named, Place, Subject } from "../model/subject.ts";
import type { Path, Value } from "../model/value.ts";
import { translate } from "../translate/translate.ts";
import { canonical } from "../values/canonical.ts";

/** Everything of a stack that environments give values: its variables, then its settings. */
export function subjectsOf(stack: ProjectStack): Subject[] {
  const variables = [...stack.variables.values()].map(
    ({ name, description, drift, sensitive, type, compute, deprecated, location }): Subject => ({
      kind: "variable",
      name,
      description,
      drift,
      computed: compute !== undefined || deprecated?.successor !== undefined,
      sensitive,
      type,
      place: location && placeOf(location),
    }),
  );
  const settings = [...stack.settings.values()].map(
    ({ name, description, drift, zod, compute, location }): Subject => {
      const translated = translate(name, zod);
      return {
        kind: "setting",
        name,
        description,
        drift,
        computed: compute !== undefined,
        sensitive: false,
        type: translated.ok ? translated.value.type : undefined,
        place: location && placeOf(location),
      };
    },
  );
  return [...variables, ...settings];
}

/** A computed value differs because of what it is computed from: that is its reason. */
export function withReason(subject: Subject, environments: readonly Environment[]): Subject {
  if (!subject.computed) return subject;
  const path = specPath(subject).join(".");
  const reads = environments.flatMap(({ computed }) => computed.get(path) ?? []);
  const from = [...new Set(reads)].sort().map((read) => read.replace(/^variables\./, ""));
  return { ...subject, drift: `computed from ${from.join(", ") || "nothing"}` };
}

/** An environment's value, defaults filled in. None and null are the same to Terraform and to templates. */
export function heldValue(environment: Environment, { kind, name }: Named): Value | undefined {
  return (kind === "variable" ? environment.values : environment.settings)[name] ?? undefined;
}

/** An environment's value as a text that is the same exactly for values that mean the same. */
export function meaningOf(environment: Environment, subject: Subject): string {
  return canonical(heldValue(environment, subject), subject.type);
}

/** The value in the environment's specs; undefined if there is none. */
export function givenOf(environment: Environment, { kind, name }: Named): Value | undefined {
  return (kind === "variable" ? environment.given : environment.givenSettings)[name];
}

export function specPath({ kind, name }: Named): Path {
  return [kind === "variable" ? "variables" : "settings", name];
}

/** A location without the text of its line, which may hold what is sensitive. */
export function placeOf({ file, line, column }: Place): Place {
  return { file, line, column };
}
