import { posix } from "node:path";
import { reasonOf } from "../diagnostics/diagnostic.ts";
import { filesAt } from "../git/filesAt.ts";
import { readCommits } from "../git/history.ts";
import { isCode } from "../model/codeFiles.ts";
import { type Backend, backendIn } from "../terraform/backend.ts";
import { otherWorkspaces, type PulledState, pullState } from "../terraform/pullState.ts";
import type { Terraform } from "../terraform/terraform.ts";
import { readState } from "./readState.ts";

/** Where an environment was applied, if not with its current backend and workspace. */
export interface Elsewhere {
  /** The backend, and the workspace where it is not the default. */
  readonly place: string;
  /** Why that state cannot be read; absent: it is the environment's. */
  readonly problem?: string;
}

/** How many commits are looked at for other backends: each is a process or two. */
const mostCommits = 50;

/**
 * Looks for the state of an environment whose backend has none: in the other workspaces of that backend, and
 * in the backends that its code had before. This prevents that a second one is created by mistake.
 *
 * @param folder the environment's, relative to the project's root
 */
export async function findElsewhere(
  terraform: Terraform,
  root: string,
  { name, folder }: { readonly name: string; readonly folder: string },
  asked: PulledState,
  timeout: number,
): Promise<Elsewhere | undefined> {
  const path = `${root}/${folder}`;
  const workspaces = await otherWorkspaces(terraform, path, { ...asked, timeout });
  const places = [
    ...workspaces.map((workspace) => ({ backend: asked.backend, workspace })),
    ...formerBackends(root, folder, asked.backend).map((backend) => ({
      backend,
      workspace: "default",
    })),
  ];
  let silent: Elsewhere | undefined;
  for (const place of places) {
    const pulled = await pullState(terraform, path, { ...place, timeout });
    if (!pulled.ok) silent ??= { place: placeText(place), problem: reasonOf(pulled.problems) };
    else {
      const state = readState(pulled.value.document);
      const isIt = state.kind === "applied" ? state.environment === name : state.kind !== "never";
      if (isIt) return { place: placeText(place) };
    }
  }
  return silent;
}

/** Settings that identify a state in a backend, and are not secret. */
const telling =
  /^(?:bucket|key|prefix|path|container_name|storage_account_name|organization|hostname|name|workspace_dir|schema_name|secret_suffix)$/;

/** A backend as reports name it: `s3 states/staging.tfstate`, and the workspace where it is not the default. */
export function placeText({
  backend,
  workspace,
}: Pick<PulledState, "backend" | "workspace">): string {
  const settings = [...backend.settings].filter(([name]) => telling.test(name));
  const order = ["bucket", "storage_account_name", "container_name", "organization"];
  const values = settings
    .sort(([a], [b]) => Number(order.includes(b)) - Number(order.includes(a)))
    .map(([, value]) => value);
  const what = [backend.type, values.join("/")].filter(Boolean).join(" ");
  return workspace === "default" ? what : `workspace ${workspace} of ${what}`;
}

/** Backends that the code of a folder had at earlier commits, or on other branches. */
function formerBackends(root: string, folder: string, current: Backend): readonly Backend[] {
  const which = ["--date-order", "--all", `--max-count=${mostCommits}`];
  const commits = readCommits(root, [...which, "--", folder]);
  if (!commits.ok) return [];
  // The commit that moved it has the new backend; its parent, the old one.
  const found = new Map<string, Backend>();
  for (const { hash } of commits.value) {
    const backend = backendAt(root, hash, folder);
    if (backend?.file !== undefined) found.set(keyOf(backend), backend);
  }
  found.delete(keyOf(current));
  return [...found.values()];
}

/** The backend of a folder's code at a commit; undefined if git does not have it. */
export function backendAt(root: string, commit: string, folder: string): Backend | undefined {
  const files = filesAt(
    root,
    commit,
    (path) => posix.dirname(path) === folder && isCode(posix.basename(path)),
  );
  return files.ok ? backendIn(files.value, folder) : undefined;
}

/** Backends of one key keep one state. */
export function keyOf({ type, settings }: Backend): string {
  return JSON.stringify([type, [...settings].sort()]);
}
