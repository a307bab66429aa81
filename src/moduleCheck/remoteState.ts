import { nearest } from "../diagnostics/nearest.ts";
import { isObject } from "../hcl/evaluate/constant.ts";
import { evaluate, nothingKnown } from "../hcl/evaluate/evaluate.ts";
import { attributeNamed, plainText, referencesOf } from "../hcl/outline/find.ts";
import type { Range, Reference } from "../hcl/outline/nodes.ts";
import type { Environment } from "../model/environment.ts";
import { stateIdentity } from "../render/sharedState.ts";
import { type Finding, found } from "./finding.ts";
import type { Declaration, Module, ReadFile } from "./module.ts";

/** The environment whose state a `terraform_remote_state` reads, and its root module. */
export interface RemoteState {
  readonly environment: Environment;
  readonly module: Module;
}

/** Finds what a `data "terraform_remote_state"` of a module reads; `undefined` where that is no environment of the project. */
export type RemoteStates = (module: Module, name: string) => RemoteState | undefined;

/** Matches readers of states with environments, by the place of the state. */
export function remoteStates(
  environments: readonly Environment[],
  modules: (folder: string) => Module | undefined,
): RemoteStates {
  let holders: Map<string, RemoteState> | undefined;
  const known = new Map<Module, Map<string, RemoteState | undefined>>();
  return (module, name) => {
    const ofModule = known.get(module) ?? new Map<string, RemoteState | undefined>();
    known.set(module, ofModule);
    if (!ofModule.has(name)) {
      holders ??= holdersOf(environments, modules);
      const identity = identityRead(module, name);
      ofModule.set(name, identity === undefined ? undefined : holders.get(identity));
    }
    return ofModule.get(name);
  };
}

function holdersOf(
  environments: readonly Environment[],
  modules: (folder: string) => Module | undefined,
): Map<string, RemoteState> {
  return new Map(
    environments.flatMap((environment) => {
      const module = modules(environment.directory);
      const identity = module && identityKept(module);
      return module && identity !== undefined ? [[identity, { environment, module }] as const] : [];
    }),
  );
}

/** Where a root module keeps its state. */
function identityKept({ blocks, folder }: Module): string | undefined {
  const backend = blocks
    .filter(({ block }) => block.type === "terraform")
    .flatMap(({ block }) => block.body.blocks)
    .find(({ type }) => type === "backend");
  if (!backend) return undefined;
  return stateIdentity(backend.labels[0]?.text ?? "", folder, (name) => {
    const attribute = attributeNamed(backend.body, name);
    return attribute && plainText(attribute.expression);
  });
}

/** The place of the state that a data source reads. */
function identityRead({ sources, folder }: Module, name: string): string | undefined {
  const source = sources.find((one) => one.name === `data.terraform_remote_state.${name}`);
  const backend = source && attributeNamed(source.body, "backend");
  const config = source && attributeNamed(source.body, "config");
  if (!backend || !config) return undefined;
  const value = evaluate(config.expression, nothingKnown);
  if (!isObject(value)) return undefined;
  return stateIdentity(plainText(backend.expression) ?? "", folder, (key) => {
    const one = value.get(key);
    return typeof one === "string" ? one : undefined;
  });
}

/** The data sources of a module that read states of environments, each with what it reads. */
export function statesRead(
  module: Module,
  remote: RemoteStates,
): readonly (RemoteState & { readonly source: Declaration })[] {
  return module.sources.flatMap((source) => {
    const [, name] = /^data\.terraform_remote_state\.(.+)$/.exec(source.name) ?? [];
    const state = name === undefined ? undefined : remote(module, name);
    return state ? [{ ...state, source }] : [];
  });
}

/** Outputs of other environments' states that these do not have. */
export function checkRemoteOutputs(module: Module, remote: RemoteStates): Finding[] {
  return module.blocks.flatMap(({ file, block }) =>
    referencesOf(block).flatMap((reference) => checkReference(reference, file, module, remote)),
  );
}

/** What a reference reads of a `terraform_remote_state`, and the place of the output's name. */
export interface RemoteRead extends Range {
  readonly source: string;
  readonly output: string;
}

/** `data.terraform_remote_state.SOURCE.outputs.OUTPUT`; `undefined` where a reference is something else. */
export function remoteRead({ root, steps }: Reference): RemoteRead | undefined {
  const [kind, source, outputs, output] = steps.filter((step) => step.kind === "attribute");
  if (root !== "data" || kind?.name !== "terraform_remote_state") return undefined;
  if (outputs?.name !== "outputs" || output?.name === undefined) return undefined;
  const { name, end } = output;
  return { source: source?.name ?? "", output: name, start: end - name.length, end };
}

function checkReference(
  reference: Reference,
  file: ReadFile,
  module: Module,
  remote: RemoteStates,
): Finding[] {
  const read = remoteRead(reference);
  const state = read && remote(module, read.source);
  if (!state) return [];
  const { output: name } = read;
  const { environment } = state;
  const { name: stack, outputs: declared } = environment.stack;
  if (declared.size > 0) {
    if (declared.has(name)) return [];
    const args = { name, stack, suggestion: nearest(name, declared.keys()) };
    return [found(file, read, "remote-output-undeclared", args)];
  }
  if (state.module.isOpaque) return [];
  const known = state.module.outputs.map((one) => one.name);
  if (known.includes(name)) return [];
  const args = { name, environment: environment.name, stack, suggestion: nearest(name, known) };
  return [found(file, read, "remote-output-missing", args)];
}
