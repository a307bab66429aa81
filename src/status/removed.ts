import { posix } from "node:path";
import pLimit from "p-limit";
import { compareText, reasonOf } from "../diagnostics/diagnostic.ts";
import { filesAt } from "../git/filesAt.ts";
import { filesOfThePast } from "../git/removedFiles.ts";
import { environmentOfManifest, manifestDirectory } from "../manifest/paths.ts";
import { readManifests } from "../manifest/readManifests.ts";
import { appliedCodeFile } from "../model/layout.ts";
import type { Project } from "../model/project.ts";
import type { RemovedEnvironment } from "../model/status.ts";
import type { Backend } from "../terraform/backend.ts";
import { pullState, stateAt } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { sideBySide } from "./askStates.ts";
import { backendAt, keyOf, placeText } from "./elsewhere.ts";
import { readState } from "./readState.ts";

/** How many are read at most, the newest first: each takes a process or two, and previews come and go. */
const mostAsked = 50;

/**
 * The environments that HEAD's history has and this project has no more, and whose state is not empty: what
 * was applied still exists. One whose state is another environment's now was renamed.
 *
 * @param timeout for each state, in milliseconds
 */
export async function findRemoved(
  project: Project,
  terraform: Terraform,
  timeout: number,
): Promise<readonly RemovedEnvironment[]> {
  const candidates = candidatesIn(project).slice(0, mostAsked);
  if (candidates.length === 0) return [];
  const { root, environments } = project;
  const inUse = new Set(
    environments.map(({ directory }) => {
      return placeKey(stateAt(terraform, posix.join(root, directory)).backend, directory);
    }),
  );
  const limit = pLimit(sideBySide);
  const found = await Promise.all(
    candidates.map(({ name, last }) =>
      limit(async (): Promise<RemovedEnvironment | undefined> => {
        const directory = directoryAt(project, name, last);
        const backend = directory && backendAt(root, last, directory);
        if (!backend || inUse.has(placeKey(backend, directory))) return undefined;
        const asked = { backend, workspace: "default", timeout };
        const pulled = await pullState(terraform, posix.join(root, directory), asked);
        const removed = { name, last, directory, place: placeText(asked) };
        if (!pulled.ok) return { ...removed, problem: reasonOf(pulled.problems) };
        const state = readState(pulled.value.document);
        const isOthers = state.kind === "applied" && state.environment !== name;
        return state.kind === "never" || isOthers ? undefined : removed;
      }),
    ),
  );
  return found.flatMap((one) => one ?? []).sort((a, b) => compareText(a.name, b.name));
}

function candidatesIn({
  root,
  environments,
  schema: { layout, retired },
}: Project): readonly { readonly name: string; readonly last: string }[] {
  const past = filesOfThePast(root, manifestDirectory(layout));
  if (!past.ok) return [];
  const present = new Set(environments.map(({ name }) => name));
  return past.value.flatMap(({ path, last }) => {
    const name = environmentOfManifest(layout, path);
    return name === undefined || present.has(name) || retired?.has(name) ? [] : [{ name, last }];
  });
}

/** Where an environment's folder was: its manifest lists the file that names its code. */
function directoryAt(
  { root, schema: { layout } }: Project,
  name: string,
  commit: string,
): string | undefined {
  const folder = manifestDirectory(layout);
  const files = filesAt(root, commit, (path) => path === `${folder}/${name}.json`);
  if (!files.ok) return undefined;
  const paths = [...readManifests(files.value, layout).files.keys()];
  const own = paths.find((path) => posix.basename(path) === appliedCodeFile);
  return own && posix.dirname(own);
}

/** A state in a file is relative to its folder. */
function placeKey(backend: Backend, directory: string): string {
  return backend.type === "local" ? `${directory} ${keyOf(backend)}` : keyOf(backend);
}
