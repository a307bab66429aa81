import { basename, dirname } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import type { Environment, Held } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { EnvironmentStatus } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import { outputOf, type Terraform } from "../terraform/terraform.ts";
import { readJson } from "../text/readJson.ts";
import { valuesFromOutside } from "./compareWithCode.ts";
import { readGiven, readHeld } from "./readState.ts";

/** The code that a plan has to be of. */
export interface JudgedCode {
  readonly files: Pick<Files, "read" | "list">;
  readonly digest: string | undefined;
  /** The digest of what it holds; absent: nothing. */
  readonly held: string | undefined;
}

/**
 * Holds a saved plan against the code that was judged, and against the state that was asked: what is applied has to be
 * what was judged, all of it, with the values that the code gives.
 *
 * @param file absolute; in the folder that was planned, which is initialised
 * @returns why it is not, if it is not
 */
export async function planProblem(
  terraform: Terraform,
  file: string,
  { name, directory }: Pick<Environment, "name" | "directory">,
  { files, digest, held }: JudgedCode,
  status: EnvironmentStatus | undefined,
): Promise<string | undefined> {
  const show = ["show", "-json", "-no-color", basename(file)];
  const shown = outputOf(await terraform.run(dirname(file), show));
  if (!shown.ok) return reasonOf(shown.problems);
  const value = plannedCode(shown.value);
  if (!value) {
    return "it has no terraform_data.terraloom: it is a plan of a part, or not of code that terraloom made";
  }
  if (value.environment !== name) return `it is of ${value.environment}`;
  if (value.digest !== digest) return "it is of other code";
  if (value.read !== digest) return "files that Terraform read were not as they were generated";
  if (heldDigest(value.held) !== held) return "it holds other things";
  if (value.isPart) return "it is of a part (-target), or did not come to its end";
  const outside = valuesFromOutside(files, directory, value.given);
  if (outside.length > 0) {
    return `it was made with other values than terraform.tfvars gives (-var, -var-file): ${outside.join(", ")}`;
  }
  return isOfState(value.before, status)
    ? undefined
    : "it was made from another state than the one that was asked, or the state has changed since";
}

/** Of a state that terraloom did not make, or that an apply left without its record, nothing can be said. */
function isOfState(before: string | undefined, status: EnvironmentStatus | undefined): boolean {
  if (status?.verdict.kind === "never") return before === undefined;
  const isKept = status?.faults.every(({ kind }) => kind !== "unmarked");
  return !isKept || status?.appliedDigest === undefined || status.appliedDigest === before;
}

/** What a saved plan would leave in the state about its code. */
interface PlannedCode {
  readonly digest: string;
  readonly environment: string;
  /** The digest of the files as Terraform read them. */
  readonly read: string;
  /** What the spec held. */
  readonly held: readonly Held[];
  /** The hashes of values that it was given, by variable. */
  readonly given: Readonly<Record<string, string>>;
  /** Whether something stays to be done after it: it is of a part, or did not come to its end. */
  readonly isPart: boolean;
  /** The digest that the state had when it was planned. */
  readonly before?: string;
}

/** Which code a saved plan is of; `undefined` without a record. Nothing else is kept: a plan may hold secrets. */
function plannedCode(json: string): PlannedCode | undefined {
  const plan = readJson(json) as Plan | undefined;
  const { digest, environment, read, held, given } = inputIn(plan?.planned_values) ?? {};
  if (typeof digest !== "string" || typeof environment !== "string" || typeof read !== "string") {
    return undefined;
  }
  const before = inputIn(plan?.prior_state?.values)?.digest;
  return {
    digest,
    environment,
    read,
    held: readHeld(held),
    given: readGiven(given),
    // Older versions of Terraform do not say.
    isPart: plan?.complete === false,
    ...(typeof before === "string" ? { before } : {}),
  };
}

interface Plan {
  readonly complete?: boolean;
  readonly planned_values?: Values;
  readonly prior_state?: { readonly values?: Values };
}

interface Values {
  readonly root_module?: { readonly resources?: readonly Resource[] };
}

interface Resource {
  readonly address: string;
  readonly values?: { readonly input?: Readonly<Record<string, unknown>> };
}

function inputIn(values: Values | undefined): Readonly<Record<string, unknown>> | undefined {
  const resources = values?.root_module?.resources ?? [];
  return resources.find(({ address }) => address === "terraform_data.terraloom")?.values?.input;
}
