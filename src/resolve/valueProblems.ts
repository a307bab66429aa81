import type { ZodError } from "zod";
import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSetting, ProjectStack, ProjectVariable } from "../model/schema.ts";
import type { Path, Value } from "../model/value.ts";
import { asWritten, explainIssue } from "./explainIssue.ts";
import { issuesInSets } from "./setIssues.ts";

type Locate = Environment["locate"];

/** The type's message about a value that does not fit it. */
export function wrongValue(
  {
    zod,
    location,
    sensitive,
  }: Pick<ProjectVariable, "zod" | "location"> & { readonly sensitive?: boolean },
  { issues }: ZodError,
  value: Value | undefined,
  path: Path,
  locate: Locate,
): Diagnostic[] {
  return issues
    .flatMap((issue) => issuesInSets(zod, issue, value))
    .flatMap((issue) => explainIssue(issue, value, path, sensitive))
    .map(({ path: at, what, misfit }) => {
      const place = locate(at, what);
      const wrong = { name: nameOf(at), misfit: asWritten(misfit, place) };
      return diagnostic("wrong-value", wrong, place, declaredHere(location));
    });
}

/** A value of what the stack does not declare, or of a secret. */
export function unknownVariable(stack: ProjectStack, name: string, locate: Locate): Diagnostic {
  const location = locate(["variables", name], "key");
  const secret = stack.secrets.get(name);
  if (secret) {
    // The line holds what must not be written down: it is not shown.
    const { excerpt, ...place } = location;
    return diagnostic("secret-value", { name }, place, declaredHere(secret.location));
  }
  const suggestion = nearest(name, stack.variables.keys());
  const meant = stack.variables.get(suggestion ?? "");
  const args = { kind: "variable" as const, name, stack: stack.name, suggestion };
  return diagnostic("unknown-name", args, location, declaredHere(meant?.location, suggestion));
}

/** A value of what the schema computes. */
export function computedGiven(
  kind: "variable" | "setting",
  { name, location }: ProjectVariable | ProjectSetting,
  locate: Locate,
): Diagnostic {
  const place = locate([`${kind}s`, name], "key");
  return diagnostic("computed-given", { kind, name }, place, declaredHere(location));
}

/** A value that is wanted and not given. */
export function missing(
  kind: "variable" | "setting",
  { name, description, location }: ProjectVariable | ProjectSetting,
  locate: Locate,
): Diagnostic {
  const place = locate([`${kind}s`, name], "key");
  return diagnostic("missing-value", { kind, name, description }, place, declaredHere(location));
}

/** A place in a value as Terraform would name it: `ecr_repository_urls.core`, `origins[1]`. */
export function nameOf([, name, ...steps]: Path): string {
  return `${name}${steps.map((step) => (typeof step === "number" ? `[${step}]` : `.${step}`)).join("")}`;
}

/** The place of a value that a check of the schema's own fails at. */
export function valueHere(locate: Locate, path: Path): () => readonly RelatedLocation[] {
  return () => {
    const { excerpt, ...location } = locate(path, "value");
    return [{ location, note: "with this value" }];
  };
}

/** A declaration's place, to be reported with a value that does not fit it. */
export function declaredHere(
  location: Location | undefined,
  name?: string,
): readonly RelatedLocation[] {
  if (!location) return [];
  return [{ location, note: name ? `"${name}" is declared here` : "declared here" }];
}
