import { error } from "./entry.ts";

const refused = {
  run: "the system refuses",
  "temporary-folder": "the system refuses",
  report: "the report cannot be written",
  watch: "the files cannot be watched any more",
} as const;

/** How a run can end that is no fault of the project's. */
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
