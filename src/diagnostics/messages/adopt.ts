import { didYouMean, list } from "../phrases.ts";
import { error, type Near } from "./entry.ts";

/** What can keep existing Terraform from being taken over. */
export const adoptMessages = {
  "adopt-nothing": error<{ alone: readonly string[] }>(({ alone }) => ({
    message:
      alone.length === 0
        ? "there is no Terraform code here that could be an environment"
        : `no folders here are environments of one stack: ${alone.join("; ")}`,
    advice: "Name the folders, or the files of values: terraloom adopt FOLDER FOLDER",
  })),
  "adopt-unknown": error<{ folder: string }>(({ folder }) => ({
    message: `${folder} is not an environment: it contains no Terraform code, or is a module that others call`,
    advice: "Name the folders that terraform is run in.",
  })),
  "adopt-outside": error<{ folders: readonly string[]; output: string }>(({ folders, output }) => ({
    message: `the output of the existing project goes to ${output}/, and these are outside of it: ${list(folders)}`,
    advice:
      "Adopt them as a separate project, in the folder that contains them: --root DIR. Or give the project an output folder that contains both, and its stacks an output that leaves them where they are.",
  })),
  "adopt-stack-taken": error<{ name: string }>(({ name }) => ({
    message: `the existing project has a stack "${name}" already`,
    advice: "Give the new one another name: --stack NAME",
  })),
  "template-unknown": error<{ name: string; stack: string } & Near>(
    ({ name, stack, suggestion }) => ({
      message: `no template of stack "${stack}" makes a file "${name}"`,
      advice: didYouMean(suggestion),
    }),
  ),
  "file-stays": error<{ name: string; why: string }>(({ name, why }) => ({
    message: `${name} cannot become one template: ${why}`,
    advice: "Nothing was written. Make its copies more alike, and run it again.",
  })),
  "adopt-in-the-way": error<{ paths: readonly string[] }>(({ paths }) => ({
    message: `adopt does not overwrite: ${list(paths)}`,
    advice: "Move these away, or adopt in the folder that holds the environments: --root DIR",
  })),
} as const;
