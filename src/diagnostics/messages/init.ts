import { firstFew } from "../phrases.ts";
import { error, warning } from "./entry.ts";

/** What can keep a project from being begun. */
export const initMessages = {
  "init-exists": error<{
    paths: readonly string[];
    found: "project" | "terraform" | "other";
  }>(({ paths, found }) => ({
    message: `init does not overwrite: ${paths.join(", ")}`,
    advice: existsAdvice[found],
  })),
  "init-without-zod": error(() => ({
    message: "there is no zod beside terraloom, and schemas are written with it",
    advice: "Run: npm install --save-dev terraloom zod",
  })),
  "init-adopt": error<{ folders: readonly string[]; command: string }>(({ folders, command }) => ({
    message: `there are environments of Terraform here: ${firstFew(folders)}`,
    advice: `To take them over where they stand: ${command}. To leave them alone, begin with a module of your own: --module NAME`,
  })),
  "init-beside": warning<{ folders: readonly string[] }>(({ folders }) => ({
    message: `there is Terraform here that the new project says nothing of: ${firstFew(folders)}`,
    advice:
      "terraloom takes over by itself only what is clearly environments of one kind; name the rest: npx terraloom adopt FOLDER FOLDER",
  })),
} as const;

const existsAdvice = {
  project:
    "A project of terraloom is here already: npx terraloom generate. To start again, remove these.",
  terraform:
    "Specs go into envs/. Environments of Terraform can stand beside it: git mv envs environments",
  other: "Move these away, or begin in another folder: --root DIR",
} as const;
