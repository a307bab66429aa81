import { error } from "./entry.ts";

/** What the system refused. */
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
          advice:
            "That is the folder for temporary files, which TMPDIR names: it has to be there, and writable.",
        }
      : {}),
  })),
  "internal-error": error<{ message: string }>(({ message }) => ({
    message: `internal error: ${message}`,
    advice: "Please report it with this text and what the same command says with --debug.",
  })),
} as const;
