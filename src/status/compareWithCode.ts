import { unknown } from "../hcl/evaluate/constant.ts";
import type { Scope } from "../hcl/evaluate/evaluate.ts";
import type { Files } from "../model/files.ts";
import { groupBy } from "../model/groupBy.ts";
import type { StateFault } from "../model/status.ts";
import { codeReader, type DeclaredCode } from "./declaredCode.ts";
import { definitionsIn } from "./definitions.ts";
import {
  type ExpectedKeys,
  expectedKeys,
  givenBy,
  type InstanceKey,
  scopeOf,
  withinInstance,
} from "./expectedKeys.ts";
import { givenOutside } from "./givenValues.ts";
import { asWrittenHere, keyText, stepOf, stepText } from "./moduleSteps.ts";
import { type AppliedCode, addressOf, type StateInstance } from "./readState.ts";

/** Finds the declared resources that a state lacks, those that it has besides, and the variables that had other values. */
export type CompareWithCode = (
  folder: string,
  applied: Pick<AppliedCode, "resources" | "given">,
) => readonly StateFault[];

/**
 * Compares states with the code of their folders, by addresses alone. How many instances `count` and `for_each` make is
 * known as far as code and `terraform.tfvars` determine it without Terraform; a module from elsewhere may contain
 * anything that the state has.
 */
export function comparison(
  files: Pick<Files, "read" | "list">,
  codeIn = codeReader(files),
): CompareWithCode {
  return (folder, { resources, given }) => {
    const managed = resources
      .filter(({ mode, isDeposed }) => mode === "managed" && !isDeposed)
      .map((instance) => ({ ...instance, module: asWrittenHere(instance.module) }));
    const found = { missing: [], leftover: [] };
    const code = codeIn(folder);
    const definitions = definitionsIn(files, folder);
    const scope = scopeOf(code, definitions);
    compareModule({ address: "", code, scope, instances: managed }, codeIn, found);
    const addresses = (["missing", "leftover"] as const).flatMap((kind) =>
      found[kind].length > 0 ? [{ kind, addresses: found[kind] }] : [],
    );
    return [...addresses, ...givenOutside(code, definitions, given)];
  };
}

/** The variables that had other values than `terraform.tfvars` gives, by the hashes of those that they had. */
export function valuesFromOutside(
  files: Pick<Files, "read" | "list">,
  folder: string,
  hashes: Readonly<Record<string, string>>,
): readonly string[] {
  const faults = givenOutside(codeReader(files)(folder), definitionsIn(files, folder), hashes);
  return faults.flatMap((fault) => (fault.kind === "outside" ? fault.variables : []));
}

/** A module with all its instances in a state, and those of the modules that it calls. */
interface ModuleInState {
  /** Such as `module.a["b"].module.c`; empty for the root. */
  readonly address: string;
  readonly code: DeclaredCode;
  readonly scope: Scope;
  readonly instances: readonly StateInstance[];
}

interface Found {
  readonly missing: string[];
  readonly leftover: string[];
}

function compareModule(
  { address, code, scope, instances }: ModuleInState,
  codeIn: (folder: string) => DeclaredCode,
  found: Found,
): void {
  const own = instances.filter(({ module }) => module === address);
  const prefix = address === "" ? "" : `${address}.`;
  const resources = new Map(code.resources.map((resource) => [resource.name, resource]));
  for (const [name, present] of groupBy(own, ({ type, name }) => `${type}.${name}`)) {
    if (!resources.has(name)) found.leftover.push(...present.map(addressOf));
  }
  for (const [name, resource] of resources) {
    const present = own.filter((one) => `${one.type}.${one.name}` === name);
    const keys = present.map(({ index }) => index);
    const expected = expectedKeys(resource, scope);
    const { missing, leftover } = compareKeys(keys, expected, resource.repeats !== undefined);
    found.missing.push(...missing.map((key) => `${prefix}${name}${keyText(key)}`));
    found.leftover.push(...leftover.map((key) => `${prefix}${name}${keyText(key)}`));
  }
  const calls = new Map(code.calls.map((call) => [call.name, call]));
  const below = groupBy(
    instances.filter(({ module }) => module !== address),
    ({ module }) => stepText(module.slice(prefix.length)),
  );
  for (const [step, inside] of below) {
    const { name } = stepOf(step);
    if (!calls.has(name)) found.leftover.push(...inside.map(addressOf));
  }
  for (const [name, call] of calls) {
    const steps = [...below.keys()].filter((step) => stepOf(step).name === name);
    const present = steps.map((step) => stepOf(step).key);
    const expected = expectedKeys(call, scope);
    const { leftover } = compareKeys(present, expected, call.repeats !== undefined);
    for (const key of leftover) {
      const inside = below.get(`module.${name}${keyText(key)}`) ?? [];
      found.leftover.push(...inside.map(addressOf));
    }
    const { folder } = call;
    if (folder === undefined) continue;
    const called = codeIn(folder);
    const wanted = expected ?? new Map(present.map((key) => [key, unknown]));
    for (const [key, value] of wanted) {
      if (leftover.includes(key)) continue;
      const step = `module.${name}${keyText(key)}`;
      const given = code.isOverridden
        ? new Map()
        : givenBy(call.arguments, called, withinInstance(scope, key, value));
      const inner = { address: `${prefix}${step}`, code: called, scope: scopeOf(called, given) };
      compareModule({ ...inner, instances: below.get(step) ?? [] }, codeIn, found);
    }
  }
}

/** The missing and the superfluous instances. */
function compareKeys(
  present: readonly InstanceKey[],
  expected: ExpectedKeys,
  isRepeated: boolean,
): { readonly missing: readonly InstanceKey[]; readonly leftover: readonly InstanceKey[] } {
  if (!expected) {
    const leftover = present.filter((key) => (key !== undefined) !== isRepeated);
    return { missing: gapsIn(present), leftover };
  }
  return {
    missing: [...expected.keys()].filter((key) => !present.includes(key)),
    leftover: present.filter((key) => !expected.has(key)),
  };
}

/** `count` numbers its instances without a gap. */
function gapsIn(present: readonly InstanceKey[]): readonly number[] {
  const indices = present.filter((key) => typeof key === "number");
  return Array.from({ length: Math.max(0, ...indices) }, (_, index) => index).filter(
    (index) => !indices.includes(index),
  );
}
