import { error } from "./entry.ts";

/** What can keep existing Terraform from being taken over. */
export const adoptWords = {
  "adopt-nothing": error<{ alone: readonly string[] }>(({ alone }) => ({
    message:
      alone.length === 0
        ? "there is no folder of Terraform code here that could be an environment"
        : `no two folders of Terraform code are environments of one kind: ${alone.join("; ")}`,
    advice: "Name the folders: terraloom adopt FOLDER FOLDER",
  })),
  "adopt-unknown": error<{ folder: string }>(({ folder }) => ({
    message: `${folder} holds no Terraform code, or a module that others call`,
    advice: "Name folders that somebody runs terraform in.",
  })),
} as const;
