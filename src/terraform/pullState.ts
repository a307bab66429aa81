import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join, resolve } from "node:path";
import { disk } from "../files/disk.ts";
import { isCode } from "../model/codeFiles.ts";
import { type Result, success } from "../model/result.ts";
import { readJson } from "../text/readJson.ts";
import type { EndedRun, TerraformAnswer } from "./answer.ts";
import { type Backend, backendIn } from "./backend.ts";
import { inPrivateFolder } from "./privateFolder.ts";
import { type ProcessEnvironment, unanswered } from "./runProgram.ts";
import { outputOf, type Terraform } from "./terraform.ts";

/** A state as it was asked for. It may hold secrets: nothing of it goes to a screen, a log or a file. */
export interface PulledState {
  /** Absent where there is none. */
  readonly document?: unknown;
  readonly backend: Backend;
  /** The workspace that was asked; Terraform's own first one is `default`. */
  readonly workspace: string;
}

export interface PullOptions {
  /** For all that has to be asked, in milliseconds. */
  readonly timeout: number;
  /** Another workspace than the selected one. */
  readonly workspace?: string;
  /** Another backend than that of the folder's code. */
  readonly backend?: Backend;
}

/**
 * Reads the state of a folder of Terraform code, whole. It needs no provider, no module and no lock file, since
 * Terraform is shown nothing but the backend: so a fresh clone answers, and one without a network to a registry.
 * No state, no lock and no file of the project is written.
 *
 * @param folder absolute path, initialised or not
 */
export async function pullState(
  terraform: Terraform,
  folder: string,
  { timeout, ...given }: PullOptions,
): Promise<Result<PulledState>> {
  const pulled = { ...stateAt(terraform, folder), ...given };
  const { backend, workspace } = pulled;
  if (backend.type === "local") return readLocal(folder, pulled);
  return inPrivateFolder(async (own) => {
    const ask = asking(terraform, folder, own, { backend, timeout });
    // Asked for the state of a workspace that is not there, most backends make it.
    if (workspace !== "default" && !isRemote(backend)) {
      const names = await workspacesOf(ask);
      if (names && !names.includes(workspace)) return success(pulled);
    }
    const document = outputOf(await ask(["state", "pull"], workspace));
    return document.ok ? read(document.value, pulled) : document;
  });
}

/** Which state a folder of Terraform code has: its code says the backend, and what is selected there the workspace. */
export function stateAt(
  terraform: Terraform,
  folder: string,
): Pick<PulledState, "backend" | "workspace"> {
  const workspace = selectedWorkspace(terraform.env, dataFolderIn(terraform, folder));
  return { backend: backendIn(disk(folder), ""), workspace };
}

/** Where Terraform keeps what belongs to a folder that it was initialised in. */
export function dataFolderIn({ env }: Terraform, folder: string): string {
  return resolve(folder, env.TF_DATA_DIR || ".terraform");
}

/** Whether a folder was initialised in place. Without a backend, a module and a provider, its state is all that says so. */
export function isInitialised(terraform: Terraform, folder: string): boolean {
  return [dataFolderIn(terraform, folder), join(folder, "terraform.tfstate")].some(existsSync);
}

/** A log of Terraform would contain the state. */
export const silence = { TF_LOG: "", TF_LOG_CORE: "", TF_LOG_PROVIDER: "" };

/** Asks a backend, about one workspace or, with "", about none. */
type Ask = (question: readonly string[], workspace: string) => Promise<TerraformAnswer>;

/** The other workspaces of a backend. None where it does not say. */
export async function otherWorkspaces(
  terraform: Terraform,
  folder: string,
  { timeout, workspace, backend }: Required<PullOptions>,
): Promise<readonly string[]> {
  const isOther = (name: string): boolean => name !== workspace;
  if (backend.type === "local") {
    const kept = resolve(folder, backend.settings.get("workspace_dir") ?? "terraform.tfstate.d");
    return ["default", ...namesIn(kept)].filter(isOther);
  }
  return inPrivateFolder(async (own) => {
    const names = await workspacesOf(asking(terraform, folder, own, { backend, timeout }));
    return names?.filter(isOther) ?? [];
  });
}

/** The workspaces of a backend; undefined where it does not say. */
async function workspacesOf(ask: Ask): Promise<readonly string[] | undefined> {
  // Told of one, Terraform says so among the names.
  const listed = outputOf(await ask(["workspace", "list"], ""));
  if (!listed.ok) return undefined;
  const names = listed.value.split("\n").map((line) => line.replace(/^\*/, "").trim());
  return names.filter((name) => name !== "");
}

/** Backends that need a workspace before they connect. */
export function isRemote({ type }: Backend): boolean {
  return type === "cloud" || type === "remote";
}

/** Connects to a backend, and asks it all questions within a time. */
function asking(
  terraform: Terraform,
  folder: string,
  own: string,
  { backend, timeout }: { readonly backend: Backend; readonly timeout: number },
): Ask {
  const [code, data] = [join(own, "code"), join(own, "data")];
  const connected = join(data, "terraform.tfstate");
  for (const directory of [code, data]) mkdirSync(directory);
  for (const [name, text] of backend.code) writeFileSync(join(code, name), text);
  // Files that the backend's settings name, such as keys.
  for (const name of namesIn(folder)) {
    if (!isCode(name) && !name.startsWith(".terraform"))
      symlinkSync(join(folder, name), join(code, name));
  }
  // What the folder was initialised with says more than the code, where that leaves settings open.
  const initialised = join(dataFolderIn(terraform, folder), "terraform.tfstate");
  if (existsSync(initialised)) copyFileSync(initialised, connected);
  const end = performance.now() + timeout;
  const run = async (
    parameters: readonly string[],
    workspace: Readonly<Record<string, string>>,
  ): Promise<TerraformAnswer> => {
    const left = end - performance.now();
    const slow = unanswered({ kind: "slow", seconds: timeout / 1000 });
    if (left <= 0) return slow;
    const env = { ...silence, TF_DATA_DIR: data, ...workspace };
    const options = { env, timeout: Math.ceil(left) };
    const answer = await terraform.run(code, [...parameters, "-no-color"], options);
    return performance.now() < end ? answer : slow;
  };
  return async (question, workspace) => {
    const pull = () => run(question, { TF_WORKSPACE: workspace });
    if (existsSync(connected)) {
      const answer = await pull();
      if (!answer.ok || !wantsInit(answer.value)) return answer;
    }
    const init = ["init", "-input=false", "-lock=false", "-reconfigure"];
    const parameters = [...init, ...absolutePaths(folder, backend)];
    // One that is not there yet is no reason not to connect.
    const answer = await run(parameters, isRemote(backend) ? {} : { TF_WORKSPACE: "" });
    return outputOf(answer).ok ? pull() : answer;
  };
}

/** A folder that was removed with its environment has none. */
function namesIn(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

function selectedWorkspace({ TF_WORKSPACE }: ProcessEnvironment, dataFolder: string): string {
  if (TF_WORKSPACE) return TF_WORKSPACE;
  const selected = join(dataFolder, "environment");
  return (existsSync(selected) && readFileSync(selected, "utf8").trim()) || "default";
}

/** "Backend initialization required", and OpenTofu's words for it. */
function wantsInit({ status, stderr }: EndedRun): boolean {
  return status !== 0 && /initiali[sz]ation required/i.test(stderr);
}

/** Terraform takes them from the folder that it is run in, and that is another one. */
function absolutePaths(folder: string, { settings }: Backend): readonly string[] {
  return [...settings].flatMap(([name, value]) =>
    value.startsWith("../") ? [`-backend-config=${name}=${resolve(folder, value)}`] : [],
  );
}

function readLocal(folder: string, pulled: PulledState): Result<PulledState> {
  const file = localStateFile(folder, pulled);
  return existsSync(file) ? read(readFileSync(file, "utf8"), pulled) : success(pulled);
}

/** The file of a state that is one, where Terraform's local backend keeps it. */
export function localStateFile(
  folder: string,
  { backend, workspace }: Pick<PulledState, "backend" | "workspace">,
): string {
  const { settings } = backend;
  const path =
    workspace === "default"
      ? (settings.get("path") ?? "terraform.tfstate")
      : join(
          settings.get("workspace_dir") ?? "terraform.tfstate.d",
          workspace,
          "terraform.tfstate",
        );
  return resolve(folder, path);
}

function read(json: string, pulled: PulledState): Result<PulledState> {
  if (json.trim() === "") return success(pulled);
  const document = readJson(json);
  return document === undefined
    ? unanswered({ kind: "no-state" })
    : success({ ...pulled, document });
}
