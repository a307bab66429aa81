import { firstFew } from "../phrases.ts";
import { error, warning } from "./entry.ts";

/** What can keep init from starting a project. */
export const initMessages = {
  "init-exists": error<{
    paths: readonly string[];
    found: "project" | "terraform" | "other";
  }>(({ paths, found }) => ({
    message: `init does not overwrite: ${paths.join(", ")}`,
    advice: existsAdvice[found],
  })),
  "init-without-zod": error(() => ({
    message: "zod is not installed, and schemas are written with it",
    advice: "Run: npm install --save-dev terraloom zod",
  })),
  "init-adopt": error<{ folders: readonly string[]; command: string }>(({ folders, command }) => ({
    message: `there are Terraform environments here: ${firstFew(folders)}`,
    advice: `To adopt them in place: ${command}. To leave them as they are, start with a module of your own: --module NAME`,
  })),
  "init-beside": warning<{ folders: readonly string[] }>(({ folders }) => ({
    message: `there is Terraform code here that the new project does not include: ${firstFew(folders)}`,
    advice:
      "init adopts by itself only what is clearly environments of one stack; name the others: npx terraloom adopt FOLDER FOLDER",
  })),
} as const;

const existsAdvice = {
  project:
    "There is a terraloom project here already: npx terraloom generate. To start again, remove these.",
  terraform:
    "Specs go into envs/. Move the Terraform environments to another folder: git mv envs environments",
  other: "Move these away, or start in another folder: --root DIR",
} as const;
