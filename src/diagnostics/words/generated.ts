import { error, warning } from "./entry.ts";

const runGenerate = "Run: npx terraloom generate";

/** How generated/ can differ from what it should be, and what can stand in the way of writing generated/. */
export const generatedWords = {
  "hand-edited": error<{
    path: string;
    orphan: boolean;
    source: string | undefined;
    known: boolean;
  }>(({ path, orphan, source, known }) => ({
    message: known
      ? `${path} was changed by hand${orphan ? ", and nothing makes it any more" : ""}`
      : `${path} is in the way: terraloom did not write it`,
    advice: orphan
      ? "Keep it elsewhere, or run generate --force to remove it."
      : `The change belongs into ${source ?? "its template"}; generate --force replaces the file.`,
  })),
  "file-stale": error<{ path: string }>(({ path }) => ({
    message: `${path} is stale: what it is made from has changed`,
    advice: runGenerate,
  })),
  "file-missing": error<{ path: string }>(({ path }) => ({
    message: `${path} was generated and is gone`,
    advice: runGenerate,
  })),
  "file-new": error<{ path: string }>(({ path }) => ({
    message: `${path} has not been generated yet`,
    advice: runGenerate,
  })),
  "file-orphaned": error<{ path: string }>(({ path }) => ({
    message: `${path} was generated, and nothing makes it any more`,
    advice: `${runGenerate} (it removes the file)`,
  })),
  "manifest-stale": error<{ path: string }>(({ path }) => ({
    message: `${path} does not list the files as they are generated`,
    advice: runGenerate,
  })),
  "output-blocked": error<{ path: string; by: string }>(({ path, by }) => ({
    message: `${path} cannot be written: there is ${by}`,
    advice: "Links are not followed. Move it away.",
  })),
  "environment-vanished": error<{
    environment: string;
    folder: string;
    remains: readonly string[];
  }>(({ environment, folder, remains }) => ({
    message: `environment "${environment}" was generated, and no spec makes it any more${
      remains.length > 0 ? `; beside it, ${folder}/ holds ${remains.join(", ")}` : ""
    }`,
    advice:
      "Bring its spec back. If the environment is to go: destroy what its state manages first, then generate --force removes its code.",
  })),
  "run-locked": error<{ holder: string }>(({ holder }) => ({
    message: `another run is writing here (${holder})`,
    advice: "Wait for it to end. When its process is gone, so is its lock.",
  })),
  "run-unfinished": error(() => ({
    message:
      "a run was killed while it replaced files, or is doing so: what is here is half of a change",
    advice: "If no run is under way, bring it to its end: npx terraloom generate",
  })),
  "run-completed": warning<{ completed: readonly string[]; kept: readonly string[] }>(
    ({ completed, kept }) => ({
      message: `a run that was killed was completed: ${listed(completed)}`,
      ...(kept.length > 0
        ? { advice: `Changed since, and left as they are: ${listed(kept)}` }
        : {}),
    }),
  ),
} as const;

function listed(paths: readonly string[]): string {
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : "";
  return `${paths.slice(0, 5).join(", ") || "no file"}${more}`;
}
