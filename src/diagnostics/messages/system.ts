import { error } from "./entry.ts";

const refused = {
  run: "the operating system reports an error",
  "temporary-folder": "the operating system reports an error",
  report: "the report cannot be written",
  watch: "the files cannot be watched any more",
} as const;

/** Failures whose cause is outside of the project. */
export const systemMessages = {
  "system-refuses": error<{ what: keyof typeof refused; reason: string }>(({ what, reason }) => ({
    message: `${refused[what]}: ${reason}`,
    ...(what === "temporary-folder"
      ? {
          advice: "This is the folder for temporary files (TMPDIR): it must exist and be writable.",
        }
      : {}),
  })),
  "internal-error": error<{ message: string }>(({ message }) => ({
    message: `internal error: ${message}`,
    advice: "Please report it with this text and the output of the same command with --debug.",
  })),
} as const;
