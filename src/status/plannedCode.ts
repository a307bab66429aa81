import { basename, dirname } from "node:path";
import { failure, type Result, success } from "../model/result.ts";
import { errorText } from "../terraform/errorText.ts";
import type { Terraform } from "../terraform/terraform.ts";

/** What a saved plan would leave in the state about its code. */
export interface PlannedCode {
  readonly digest: string;
  readonly environment: string;
  /** The digest of the files as Terraform read them. */
  readonly read: string;
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
  if ("problem" in answer) return failure(answer.problem);
  if (answer.status !== 0) return failure(errorText(answer.stderr));
  const { digest, environment, read } = inputIn(answer.stdout) ?? {};
  if (typeof digest !== "string" || typeof environment !== "string" || typeof read !== "string") {
    return failure(
      "it has no terraform_data.terraloom: it is not the plan of code that terraloom made",
    );
  }
  return success({ digest, environment, read });
}

interface Resource {
  readonly address: string;
  readonly values?: { readonly input?: Readonly<Record<string, unknown>> };
}

function inputIn(json: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const resources: readonly Resource[] = JSON.parse(json).planned_values.root_module.resources;
    return resources.find(({ address }) => address === "terraform_data.terraloom")?.values?.input;
  } catch {
    return undefined;
  }
}
