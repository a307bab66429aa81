import { resolve } from "node:path";
import { disk } from "../../files/disk.ts";
import { folderInRepository } from "../../git/folderInRepository.ts";
import { mainBranchName } from "../../git/mainBranch.ts";
import {
  ciSystems,
  type RepositorySetup,
  readRepositorySetup,
  usualBranch,
} from "../../init/repositorySetup.ts";
import type { Files } from "../../model/files.ts";
import type { Interview } from "../interview.ts";
import { pairsOf } from "./pairs.ts";

/** The repository that a project is in; the project's own folder where there is none. */
export interface Repository {
  readonly top: string;
  readonly repository: Files;
  readonly found: Omit<RepositorySetup, "owners">;
}

/**
 * Finds the repository, and what it shows of CI and packages.
 *
 * @param known the branch that changes came into when the project was begun
 */
export function repositoryOf(root: string, known?: string): Repository {
  const folder = folderInRepository(root);
  const top = resolve(root, folder.replaceAll(/[^/]+/g, ".."));
  const repository = disk(top);
  const name = mainBranchName(top, known) ?? usualBranch;
  // In a workflow other characters would be a pattern, or no text at all.
  const branch = /^\w[\w./-]*$/.test(name) ? name : usualBranch;
  return { top, repository, found: { ...readRepositorySetup(repository, folder), branch } };
}

/** What is found, and what the command line says of it. */
export function repositorySetupOf(
  interview: Interview,
  found: Repository["found"],
  before: Partial<Pick<RepositorySetup, "ci" | "owners">> = {},
): RepositorySetup {
  const said = interview.given.options.ci;
  const ci = ciSystems.find((one) => one === said) ?? before.ci ?? found.ci;
  const question = { option: "--owner", form: "ENV=WHO", example: "production=@example/platform" };
  const owners = pairsOf(question, interview).map(([name, who]) => [name, who.trim()] as const);
  return { ...found, ci, owners: new Map([...(before.owners ?? []), ...owners]) };
}

/** Reports owners of environments that there are not. */
export function checkOwners(
  { owners }: RepositorySetup,
  known: readonly string[],
  interview: Interview,
): void {
  for (const name of owners.keys()) {
    if (known.includes(name)) continue;
    interview.wrong("--owner", { kind: "unknown", what: "environment", name, known });
  }
}
