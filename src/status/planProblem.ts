import { basename, dirname } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import type { OtherPlan } from "../diagnostics/messages/status.ts";
import type { Environment, Held } from "../model/environment.ts";
import type { Files } from "../model/files.ts";
import type { EnvironmentStatus } from "../model/status.ts";
import { heldDigest } from "../render/held.ts";
import { outputOf, type Terraform } from "../terraform/terraform.ts";
import { readJson } from "../text/readJson.ts";
import { valuesFromOutside } from "./compareWithCode.ts";
import { readGiven, readHeld } from "./readState.ts";

export interface JudgedCode {
  readonly files: Pick<Files, "read" | "list">;
  readonly digest: string | undefined;
  /** The digest of its holds; absent: none. */
  readonly held: string | undefined;
}

/**
 * Compares a saved plan with the judged code, and with the state that was read: what is applied must be
 * all of the judged code, with its values.
 *
 * @param file absolute; in the folder that was planned, which is initialised
 * @returns what differs, if anything does
 */
export async function planProblem(
  terraform: Terraform,
  file: string,
  { name, directory }: Pick<Environment, "name" | "directory">,
  { files, digest, held }: JudgedCode,
  status: EnvironmentStatus | undefined,
): Promise<OtherPlan | undefined> {
  const show = ["show", "-json", "-no-color", basename(file)];
  const shown = outputOf(await terraform.run(dirname(file), show));
  if (!shown.ok) return { kind: "unreadable", reason: reasonOf(shown.problems) };
  const value = plannedCode(shown.value);
  if (!value) return { kind: "no-record" };
  const { environment } = value;
  if (environment !== name) return { kind: "other-environment", environment };
  if (value.digest !== digest) return { kind: "other-code" };
  if (value.read !== digest) return { kind: "edited" };
  if (heldDigest(value.held) !== held) return { kind: "other-holds" };
  if (value.isPart) return { kind: "part" };
  const variables = valuesFromOutside(files, directory, value.given);
  if (variables.length > 0) return { kind: "other-values", variables };
  return isOfState(value.before, status) ? undefined : { kind: "other-state" };
}

/** A state without terraloom's record cannot be compared. */
function isOfState(before: string | undefined, status: EnvironmentStatus | undefined): boolean {
  if (status?.verdict.kind === "never") return before === undefined;
  const isKept = status?.faults.every(({ kind }) => kind !== "unmarked");
  return !isKept || status?.appliedDigest === undefined || status.appliedDigest === before;
}

/** What a saved plan would record in the state of its code. */
interface PlannedCode {
  readonly digest: string;
  readonly environment: string;
  readonly read: string;
  /** The holds of its spec. */
  readonly held: readonly Held[];
  readonly given: Readonly<Record<string, string>>;
  /** Whether it is partial, or did not finish. */
  readonly isPart: boolean;
  /** The digest that the state had when it was planned. */
  readonly before?: string;
}

/** The code of a saved plan; `undefined` without a record. Nothing else is kept: a plan may contain secrets. */
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
    // Older versions of Terraform do not have it.
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
