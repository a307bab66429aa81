import { resolve } from "node:path";
import type { Diagnostic } from "../../diagnostics/diagnostic.ts";
import { nearest } from "../../diagnostics/nearest.ts";
import { didYouMean } from "../../diagnostics/phrases.ts";
import { unknownName } from "../../diagnostics/unknownName.ts";
import { disk } from "../../files/disk.ts";
import { folderInRepository } from "../../git/folderInRepository.ts";
import { mainBranchName } from "../../git/mainBranch.ts";
import {
  type CiSystem,
  ciSystems,
  type RepositorySetup,
  readRepositorySetup,
  usualBranch,
} from "../../init/repositorySetup.ts";
import type { Files } from "../../model/files.ts";
import { textOption } from "../command.ts";
import type { Interview } from "../interview.ts";
import { pairsOf } from "./pairs.ts";

/** The repository that a project is in; the project's own folder where there is none. */
export interface Repository {
  /** Absolute. */
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
  const said = textOption(interview.given, "ci");
  if (said !== undefined && !isCiSystem(said)) {
    const advice = didYouMean(nearest(said, ciSystems));
    interview.wrong("--ci", `expected ${ciSystems.join(", ")}, got "${said}"`, advice);
  }
  const owners = new Map(before.owners ?? []);
  const question = { option: "owner", form: "ENV=WHO", example: "production=@example/platform" };
  for (const [environment, who] of pairsOf(question, interview)) {
    owners.set(environment, who.trim());
  }
  const ci = isCiSystem(said) ? said : (before.ci ?? found.ci);
  return { ...found, ci, owners };
}

/** Owners of environments that there are not. */
export function unknownOwners(
  { owners }: RepositorySetup,
  environments: readonly string[],
): readonly Diagnostic[] {
  return [...owners.keys()]
    .filter((name) => !environments.includes(name))
    .map((name) => unknownName("--owner", "environment", name, environments));
}

function isCiSystem(text: string | undefined): text is CiSystem {
  return ciSystems.some((one) => one === text);
}
