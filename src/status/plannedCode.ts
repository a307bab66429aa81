import { basename, dirname } from "node:path";
import type { Held } from "../model/environment.ts";
import { failure, type Result, success } from "../model/result.ts";
import { errorText } from "../terraform/errorText.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { readJson } from "../text/readJson.ts";
import { readGiven, readHeld } from "./readState.ts";

/** What a saved plan would leave in the state about its code. */
export interface PlannedCode {
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

/**
 * Asks Terraform which code a saved plan is of. Of the plan nothing else is kept: it may hold secrets.
 *
 * @param file absolute; it lies in the folder that was planned, which is initialised
 */
export async function plannedCode(
  terraform: Terraform,
  file: string,
): Promise<Result<PlannedCode, string>> {
  const answer = await terraform.run(dirname(file), ["show", "-json", "-no-color", basename(file)]);
  if (!answer.ok) return answer;
  const { status, stdout, stderr } = answer.value;
  if (status !== 0) return failure(errorText(stderr));
  const plan = readJson(stdout) as Plan | undefined;
  const { digest, environment, read, held, given } = inputIn(plan?.planned_values) ?? {};
  if (typeof digest !== "string" || typeof environment !== "string" || typeof read !== "string") {
    return failure(
      "it has no terraform_data.terraloom: it is a plan of a part, or not of code that terraloom made",
    );
  }
  const before = inputIn(plan?.prior_state?.values)?.digest;
  return success({
    digest,
    environment,
    read,
    held: readHeld(held),
    given: readGiven(given),
    // Older versions of Terraform do not say.
    isPart: plan?.complete === false,
    ...(typeof before === "string" ? { before } : {}),
  });
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
