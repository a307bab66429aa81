import { error } from "./entry.ts";

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
      ? `generated/${path} was changed by hand${orphan ? ", and nothing makes it any more" : ""}`
      : `generated/${path} is in the way: terraloom did not write it`,
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
    message: `generated/${path} cannot be written: there is ${by}`,
    advice: "Links are not followed out of generated/. Move it away.",
  })),
  "run-locked": error<{ holder: string }>(({ holder }) => ({
    message: `another run is writing generated/ (${holder})`,
    advice: "Wait for it to end. If there is none, remove generated/.terraloom.lock.",
  })),
} as const;
