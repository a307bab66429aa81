import { didYouMean, list } from "../phrases.ts";
import { clauseOf, error, type Near, type Reason } from "./entry.ts";

/** Why a folder is not adopted. */
const leftAloneReasons = {
  "no-values": "it has no values files of environments",
  "other-values": "it is not the values file of one environment",
  unnamed: ({ pattern, others }: { pattern: string; others: number }) =>
    `it is like ${others === 1 ? "another" : `${others} others`} in ${pattern}, but their names do not look like environments. If they are: npx terraloom adopt '${pattern}'`,
  empty: "it contains no module, resource or data block",
  different: ({ common, count }: { common: number; count: number }) =>
    common === 0
      ? "it has nothing in common with other folders"
      : `it has ${common} of its ${count} modules and resources in common with another`,
  name: ({ part }: { part: string }) => `"${part}" is not a valid environment name`,
  excepted: "--except names it",
  generated: "a terraloom project generates it already",
  outside: ({ output }: { output: string }) =>
    `it is outside of ${output}/, where the project's output goes`,
};

/** A folder, or a file of values, that is not adopted, and why. */
export interface LeftAlone {
  readonly folder: string;
  readonly why: Reason<typeof leftAloneReasons>;
}

/** Why it is not adopted, as a clause. */
export function leftAloneText({ why }: LeftAlone): string {
  return clauseOf(leftAloneReasons, why);
}

/** Why a file is not, or not wholly, one template for all environments. */
export const notUnifiedTexts = {
  unformatted: "it is not as terraform fmt would write it",
  "not-reproduced": "a template of it would not reproduce it byte for byte",
  "not-hcl": "it is not HCL",
  partial: "a template whose name begins with _ is a partial",
  "line-ends": "its line endings differ",
  "byte-order-mark": "it begins with a byte order mark",
  "one-template": "it is generated from one template already",
  absent: "no environment has it",
} as const;

/** Why a file is not, or not wholly, one template, as data. */
export type NotUnified = keyof typeof notUnifiedTexts;

/** What can keep existing Terraform from being taken over. */
export const adoptMessages = {
  "adopt-nothing": error<{ alone: readonly LeftAlone[] }>(({ alone }) => ({
    message:
      alone.length === 0
        ? "there is no Terraform code here that could be an environment"
        : `no folders here are environments of one stack: ${alone.map((one) => `${one.folder}: ${leftAloneText(one)}`).join("; ")}`,
    advice: "Name the folders, or the values files: npx terraloom adopt FOLDER FOLDER",
  })),
  "adopt-unknown": error<{ folder: string }>(({ folder }) => ({
    message: `${folder} is not an environment: it contains no Terraform code, or is a module that others call`,
    advice: "Name the folders that terraform is run in.",
  })),
  "adopt-outside": error<{ folders: readonly string[]; output: string }>(({ folders, output }) => ({
    message: `the output of the existing project goes to ${output}/, and these are outside of it: ${list(folders)}`,
    advice:
      "Adopt them as a separate project, in the folder that contains them: --root DIR. Or set the project's output to a folder that contains both, and each stack's output so that its files stay where they are.",
  })),
  "adopt-stack-taken": error<{ name: string }>(({ name }) => ({
    message: `the existing project has a stack "${name}" already`,
    advice: "Give the new one another name: --stack NAME",
  })),
  "stack-empty": error<{ stack: string; folder: string }>(({ stack, folder }) => ({
    message: `${folder} cannot be added to stack "${stack}": the stack has no environment whose spec its own could be copied from`,
    advice: `Write the first spec of the stack by hand, or move ${folder} to another place.`,
  })),
  "template-unknown": error<{ name: string; stack: string } & Near>(
    ({ name, stack, suggestion }) => ({
      message: `no template of stack "${stack}" generates a file "${name}"`,
      advice: didYouMean(suggestion),
    }),
  ),
  "file-stays": error<{ name: string; why: NotUnified }>(({ name, why }) => ({
    message: `${name} cannot become one template: ${notUnifiedTexts[why]}`,
    advice: "Nothing was written. Make the copies more alike, and run the command again.",
  })),
  "adopt-in-the-way": error<{ paths: readonly string[] }>(({ paths }) => ({
    message: `adopt does not overwrite: ${list(paths)}`,
    advice: "Move these away, or adopt in the folder that contains the environments: --root DIR",
  })),
} as const;
