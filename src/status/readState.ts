import type { Held } from "../model/environment.ts";
import type { StateFault } from "../model/status.ts";
import { isJsonObject, type JsonObject, jsonObject, jsonObjects } from "../model/value.ts";

/** What an environment's state records of the code that it was applied from. */
export type AppliedState =
  | AppliedCode
  /** An apply has begun, and none has finished. */
  | { readonly kind: "unfinished"; readonly begun: string }
  /** There is no state, or it is empty. */
  | { readonly kind: "never" }
  /** There is none at its backend, and there may be one at an earlier backend, or in another workspace. */
  | { readonly kind: "elsewhere"; readonly place: string; readonly problem?: string }
  /** There is a state without terraloom's record. */
  | { readonly kind: "not-ours" }
  /** The root module is shared: its state does not say whose values were applied. */
  | { readonly kind: "shared" }
  | { readonly kind: "unreachable"; readonly reason: string };

/** The code of the last complete apply. */
export interface AppliedCode {
  readonly kind: "applied";
  readonly digest: string;
  readonly environment: string;
  /** The holds of its spec when it was applied. */
  readonly held: readonly Held[];
  readonly given: Readonly<Record<string, string>>;
  /** What the state shows of unfinished applies. */
  readonly faults: readonly StateFault[];
  readonly resources: readonly StateInstance[];
}

export interface StateInstance {
  /** Such as `module.a["b"].module.c`; empty for the root. */
  readonly module: string;
  readonly mode: string;
  readonly type: string;
  readonly name: string;
  /** Of `count` a number, of `for_each` a text. */
  readonly index?: string | number;
  readonly isTainted: boolean;
  readonly isDeposed: boolean;
  /** Its values. They may be secrets: they are only compared with code. */
  readonly attributes: Readonly<Record<string, unknown>>;
}

/** Reads a state. It is untrusted input: what is invalid is absent. */
export function readState(document: unknown): AppliedState {
  if (document === undefined) return { kind: "never" };
  if (!isJsonObject(document) || !("version" in document)) {
    return { kind: "unreachable", reason: "what it answers is no state" };
  }
  const outputs = jsonObject(document.outputs);
  const resources = jsonObjects(document.resources);
  if (Object.keys(outputs).length === 0 && resources.length === 0) return { kind: "never" };
  const told = unwrapped(outputs.terraloom);
  const begun = unwrapped(outputs.terraloom_begun);
  const own = resources.find(isOwn);
  const kept = own && recordIn(own);
  const record = kept ?? told;
  if (
    !isJsonObject(record) ||
    typeof record.digest !== "string" ||
    typeof record.environment !== "string"
  ) {
    return typeof begun === "string" ? { kind: "unfinished", begun } : { kind: "not-ours" };
  }
  const { digest, environment, held, read, given } = record;
  const instances = resources.flatMap(instancesOf);
  const faults: StateFault[] = [];
  if (!kept) faults.push({ kind: "unmarked" });
  if (typeof begun === "string" && begun !== digest) faults.push({ kind: "begun", digest: begun });
  else if (kept && (begun === undefined || !isJsonObject(told) || told.digest !== digest)) {
    faults.push({ kind: "begun" });
  }
  if (kept && read !== digest) faults.push({ kind: "edited" });
  for (const [kind, key] of [
    ["tainted", "isTainted"],
    ["deposed", "isDeposed"],
  ] as const) {
    const addresses = instances.filter((instance) => instance[key]).map(addressOf);
    if (addresses.length > 0) faults.push({ kind, addresses });
  }
  return {
    kind: "applied",
    digest,
    environment,
    held: readHeld(held),
    given: readGiven(given),
    faults,
    resources: instances,
  };
}

/** An instance's address as Terraform writes it. */
export function addressOf({ module, mode, type, name, index }: StateInstance): string {
  const steps = [module, mode === "data" ? "data" : "", type, name].filter((step) => step !== "");
  return `${steps.join(".")}${index === undefined ? "" : `[${JSON.stringify(index)}]`}`;
}

function isOwn({ module, mode, type, name }: JsonObject): boolean {
  return (
    module === undefined && mode === "managed" && type === "terraform_data" && name === "terraloom"
  );
}

/** The record in terraloom's resource; none if its creation did not finish. */
function recordIn({ instances }: JsonObject): unknown {
  const whole = jsonObjects(instances).find(
    ({ status, deposed }) => status === undefined && deposed === undefined,
  );
  return unwrapped(jsonObject(whole?.attributes).input);
}

function instancesOf({ module, mode, type, name, instances }: JsonObject): StateInstance[] {
  return jsonObjects(instances).map(({ index_key: index, status, deposed, attributes }) => ({
    module: text(module),
    mode: text(mode),
    type: text(type),
    name: text(name),
    ...(typeof index === "string" || typeof index === "number" ? { index } : {}),
    isTainted: status === "tainted",
    isDeposed: deposed !== undefined,
    attributes: jsonObject(attributes),
  }));
}

/** The holds in a state or a plan; invalid ones are left out. */
export function readHeld(held: unknown): readonly Held[] {
  return jsonObjects(held).flatMap(({ kind, name, reason, until, by }): Held[] => {
    if (kind !== "environment" && kind !== "variable" && kind !== "setting") return [];
    if (typeof name !== "string" || typeof reason !== "string" || typeof until !== "string")
      return [];
    return [{ kind, name, reason, until, ...(typeof by === "string" ? { by } : {}) }];
  });
}

/** Hashes of values by variable; invalid ones are left out. */
export function readGiven(given: unknown): Readonly<Record<string, string>> {
  const entries = Object.entries(jsonObject(given));
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => typeof entry[1] === "string"),
  );
}

function text(value: unknown): string {
  return typeof value === "string" ? value : "";
}

/** An output, or an attribute of type `any`, which is wrapped with its type. */
function unwrapped(wrapped: unknown): unknown {
  return jsonObject(wrapped).value;
}
