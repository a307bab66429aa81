import { describe, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import { placeText } from "../diagnostics/phrases.ts";
import { filesAt } from "../git/filesAt.ts";
import { projectAt } from "../git/projectAt.ts";
import type { Environment } from "../model/environment.ts";
import { type Files, walk } from "../model/files.ts";
import { shortHash } from "../model/history.ts";
import { failure, type Result, success } from "../model/result.ts";
import { equalBytes } from "../text/equalBytes.ts";

/** An environment at an earlier commit. */
export interface Past {
  readonly environment: Environment;
  /** A full hash. */
  readonly commit: string;
  /** The commit, as it is reported. */
  readonly revision: string;
}

/**
 * An environment at a git revision, by the schema of that revision.
 *
 * @param root absolute path of the project
 */
export async function pastEnvironment(
  root: string,
  name: string,
  asked: string,
): Promise<Result<Past>> {
  const past = await projectAt(root, asked);
  if (!past.ok) return past;
  const { commit, project } = past.value;
  const revision = shortHash(commit);
  const environment = project.environments.find((candidate) => candidate.name === name);
  if (environment) return success({ environment, commit, revision });
  const known = [...project.specs.values()].flatMap((spec) => spec.environment ?? []);
  if (!known.includes(name)) {
    const args = { environment: name, revision, known, suggestion: nearest(name, known) };
    return failure(diagnostic("environment-not-there", args));
  }
  const errors = project.problems.filter(({ severity }) => severity === "error");
  const [first] = errors;
  const place = first?.location ? `${placeText(first.location)}: ` : "";
  const problem = first ? `${place}${describe(first).message}` : "";
  const args = { environment: name, revision, errors: errors.length, problem };
  return failure(diagnostic("revision-broken", args));
}

const codeFolders = ["schema", "templates"] as const;

/**
 * Which of schema/ and templates/ differ from a commit.
 *
 * @param files those of today
 */
export function codeSince(root: string, commit: string, files: Files): readonly string[] {
  const before = filesAt(root, commit, (path) =>
    codeFolders.some((folder) => path.startsWith(`${folder}/`)),
  );
  if (!before.ok) return [];
  return codeFolders.filter((folder) => {
    const paths = new Set([...walk(before.value, folder), ...walk(files, folder)]);
    return [...paths].some((path) => {
      const [then, now] = [before.value.read(path), files.read(path)];
      return !then || !now || !equalBytes(then, now);
    });
  });
}
