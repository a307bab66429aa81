import { didYouMean, list, lowerFirst, sentence } from "../phrases.ts";
import { type Product, productNames } from "../product.ts";
import { clauseOf, error, type Near, warning } from "./entry.ts";
import { type InexpressibleType, inexpressibleType } from "./inexpressibleTypes.ts";
import { type Misfit, misfitText } from "./misfits.ts";
import { laterVersion, type TooEarly } from "./modules.ts";
import {
  type AtlantisReason,
  atlantisReasons,
  type PlaceReason,
  placeReasons,
  type SourceReason,
  type SuccessorReason,
  sourceReasons,
  successorReasons,
} from "./reasons.ts";

export const schemaMessages = {
  "schema-missing": error<{ file: string }>(({ file }) => ({
    message: `there is no ${file}`,
    advice:
      "Run terraloom in the folder that contains schema/, templates/ and envs/, or name it with --root.",
  })),
  "schema-syntax": error<{ message: string }>(({ message }) => lowerFirst(message)),
  "schema-throws": error<{ message: string }>(
    ({ message }) => `the schema throws an error: ${message}`,
  ),
  "schema-endless": error<{ seconds: number; variable: string }>(({ seconds, variable }) => ({
    message: `the schema has not finished loading after ${seconds} s`,
    advice: `Look for a loop or a wait that does not end. If it needs longer, set ${variable} to a higher number of seconds.`,
  })),
  "schema-no-project": error(() => ({
    message: "schema/index.ts does not export a project",
    advice: "Write: export default defineProject({ stacks: { ... } })",
  })),
  "not-a-declaration": error<{
    name: string;
    kind: "stack" | "variable" | "setting" | "secret" | "output";
  }>(({ name, kind }) => ({
    message: `"${name}" is not a ${kind}`,
    advice: `Make it with ${kind === "stack" ? "defineStack({ ... })" : `${kind}(...)`}.`,
  })),
  "not-a-zod-type": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `the type of ${kind} "${name}" is not a zod type`,
    advice: 'Give a type of zod 4.3 or later, such as z.string(); import * as z from "zod".',
  })),
  "unknown-option": error<{ kind: string; name: string; option: string } & Near>(
    ({ kind, name, option, suggestion }) => ({
      message: `${kind} "${name}" has an option "${option}" that does not exist`,
      advice: didYouMean(suggestion),
    }),
  ),
  "missing-description": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `${kind} "${name}" has no description`,
    advice: 'Describe it in one sentence: description: "..."',
  })),
  "missing-drift-reason": error<{ kind: string; name: string }>(({ kind, name }) => ({
    message: `the drift of ${kind} "${name}" has no reason`,
    advice: 'Say why environments may differ: drift: "..."',
  })),
  "type-not-terraform": error<{
    kind: "variable" | "output";
    name: string;
    path: string;
    why: InexpressibleType;
  }>(({ kind, name, path, why }) => {
    const { message, advice } = inexpressibleType(why);
    const place = path === "" ? "" : ` at ${path}`;
    return { message: `${kind} "${name}"${place}: ${message}`, advice: sentence(advice) };
  }),
  "stack-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is not a valid stack name: it is a folder of templates/environments/`,
    advice: "Use letters, digits, - and _.",
  })),
  "output-place": error<{
    what: string;
    output: string;
    rootModule?: string;
    why: PlaceReason;
  }>(({ what, output, rootModule, why }) => ({
    message: `the output of ${what} cannot be "${output}": ${rootModule === undefined ? "" : `its rootModule is ${JSON.stringify(rootModule)}: `}${clauseOf(placeReasons, why)}`,
    advice:
      "Name a folder below the project's own, such as infra, and for a stack a pattern below that, such as environments/{environment}.",
  })),
  "outside-place": error<{ path: string; why: PlaceReason }>(({ path, why }) => ({
    message: `"${path}" cannot be written outside of the output folder: ${clauseOf(placeReasons, why)}`,
    advice:
      "Name a file by its path relative to the project's folder, such as .github/workflows/deploy.yml.",
  })),
  "outside-unmade": error<{ path: string } & Near>(({ path, suggestion }) => ({
    message: `"${path}" is declared outside of the output folder, and no template generates it`,
    advice:
      didYouMean(suggestion) ??
      `Write templates/${path}.hbs, or take it out of outside in schema/index.ts.`,
  })),
  "atlantis-options": error<{ why: AtlantisReason }>(({ why }) => ({
    message: `atlantis of the project: ${clauseOf(atlantisReasons, why)}`,
    advice:
      'Write atlantis: true, or for example { file: { automerge: true }, projects: { workflow: "checked" } }.',
  })),
  "variable-name": error<{ name: string; reserved: boolean }>(({ name, reserved }) =>
    reserved
      ? {
          message: `Terraform reserves the name "${name}" for itself`,
          advice: "Terraform itself has an argument of that name in module blocks. Choose another.",
        }
      : {
          message: `"${name}" is not a valid name of a Terraform variable`,
          advice: "Use letters, digits, - and _, a letter or _ first.",
        },
  ),
  "stack-output-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is not a valid name of a Terraform output`,
    advice: "Use letters, digits, - and _, a letter or _ first.",
  })),
  "after-unknown": error<{ stack: string; name: string } & Near>(({ stack, name, suggestion }) => ({
    message: `stack "${stack}" is applied after "${name}", and there is no such stack`,
    advice: didYouMean(suggestion),
  })),
  "after-circle": error<{ stacks: readonly string[] }>(({ stacks }) => ({
    message:
      stacks.length === 2
        ? `stack "${stacks[0]}" is applied after itself`
        : `stacks are applied after each other in a cycle: ${stacks.join(", after ")}`,
    advice: "Remove one of them from after: something has to be applied first.",
  })),
  "secret-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is not a valid secret name: it is also an environment variable of containers`,
    advice: "Use letters, digits, - and _, a letter or _ first.",
  })),
  "secret-and-variable": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is declared as a secret and as a variable`,
    advice: "Keep one of the two: a variable's value is in the specs, a secret's never is.",
  })),
  "unknown-label": error<{ name: string; label: string } & Near>(({ name, label, suggestion }) => ({
    message: `"${name}" has a label ${label} that its stack does not declare under labels`,
    advice: didYouMean(suggestion),
  })),
  "computed-unknown": error<{ kind: "variable" | "setting"; name: string } & Near>(
    ({ kind, name, suggestion }) => ({
      message: `"${name}" is computed, and the stack has no ${kind} of this name`,
      advice: didYouMean(suggestion),
    }),
  ),
  "function-reads-unknown": error<{ what: string; name: string; stack: string } & Near>(
    ({ what, name, stack, suggestion }) => ({
      message: `${what} reads ${name}, which environments of stack "${stack}" do not have`,
      advice: didYouMean(suggestion),
    }),
  ),
  "computed-cycle": error<{ name: string; environment: string; way: readonly string[] }>(
    ({ name, environment, way }) => ({
      message: `"${name}" is computed from itself in ${environment}: ${way.join(" -> ")}`,
      advice:
        "Break the cycle: give one of them a value in the specs, or compute it from something else.",
    }),
  ),
  "schema-function-throws": error<{
    what: string;
    environment: string | undefined;
    message: string;
  }>(
    ({ what, environment, message }) =>
      `${what} throws an error${inEnvironment(environment)}: ${message}`,
  ),
  "schema-function-endless": error<{
    what: string;
    environment: string | undefined;
    seconds: number;
    variable: string;
  }>(({ what, environment, seconds, variable }) => ({
    message: `${what} has not ended${inEnvironment(environment)} after ${seconds} s`,
    advice: `Look for a loop that does not end. If it needs longer, set ${variable} to a higher number of seconds.`,
  })),
  "computed-sensitive": error<{
    kind: "variable" | "setting";
    name: string;
    environment: string;
    from: string;
  }>(({ kind, name, environment, from }) => ({
    message: `${kind} "${name}" is computed from a sensitive value (${from}) in ${environment}, and is not sensitive itself`,
    advice:
      kind === "variable"
        ? "Make it sensitive: true too, or compute it from something else."
        : "Settings are never masked: make it a sensitive variable, or compute it from something else.",
  })),
  "computed-wrong": error<{ name: string; environment: string; misfit: Misfit }>(
    ({ name, environment, misfit }) =>
      `the computed value of "${name}" in ${environment} does not fit its type: ${misfitText([misfit])}`,
  ),
  "terraform-version": error<{ stack: string; product: Product; version: string }>(
    ({ stack, product, version }) => ({
      message: `stack "${stack}" has ${product}: ${JSON.stringify(version)}, which is not a version of ${productNames[product]}`,
      advice: `Write one version: ${product}: "1.9"${product === "opentofu" ? ". The first OpenTofu is 1.6." : ""}`,
    }),
  ),
  "terraform-too-old": error<{ name: string; what: string } & TooEarly>(
    ({ name, what, product, since, lowest }) => ({
      message: `variable "${name}" needs ${productNames[product]} ${since} for ${what}, and its stack supports ${lowest}`,
      advice: laterVersion(product, since),
    }),
  ),
  "deprecated-successor": error<{ name: string; successor: string } & Near>(
    ({ name, successor, suggestion }) => ({
      message: `"${name}" is deprecated in favour of "${successor}", which is not a variable of its stack`,
      advice: didYouMean(suggestion),
    }),
  ),
  "deprecated-pair": error<{ name: string; successor: string; why: SuccessorReason }>(
    ({ name, successor, why }) => ({
      message: `"${name}" cannot be deprecated in favour of "${successor}": ${clauseOf(successorReasons, why)}`,
      advice:
        "Both names must accept the same values. Otherwise explain in a text what to do: deprecated: ...",
    }),
  ),
  "helper-name": error<{ name: string }>(({ name }) => ({
    message: `there is a built-in helper "${name}" already`,
    advice: "Give yours another name.",
  })),
  "call-name": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is not a valid name of a module call`,
    advice: "Use letters, digits, - and _, a letter or _ first.",
  })),
  "call-source": error<{ name: string; why: SourceReason }>(({ name, why }) => {
    const { message, advice } = clauseOf(sourceReasons, why);
    return { message: `module call "${name}" cannot be generated: ${message}`, advice };
  }),
  "call-origin": error<{ name: string }>(({ name }) => ({
    message: `module call "${name}" names no module`,
    advice: `Write ${name}: "a folder of modules/", or ${name}: { source: "...", version: "..." }`,
  })),
  "call-not-named": error<{ name: string; module: string; calls: readonly string[] }>(
    ({ name, module, calls }) => ({
      message: `variable "${name}" goes to module "${module}", which is called as ${list(calls)}`,
      advice: `Name the calls: modules: [${calls.map((call) => `"${call}"`).join(", ")}]`,
    }),
  ),
  "call-argument-twice": error<{ call: string; name: string }>(({ call, name }) => ({
    message: `the module call "${call}" is given two values for "${name}"`,
    advice: `Give one of them another name there: modules: { ${call}: "its_name_there" }. For a module that is called more than once, name its calls in the stack: calls: { ... }`,
  })),
  "call-each-unknown": error<{ call: string; name: string } & Near>(
    ({ call, name, suggestion }) => ({
      message: `module call "${call}" has for_each "${name}", and there is no such variable`,
      advice: didYouMean(suggestion),
    }),
  ),
  "call-each-type": error<{ call: string; name: string }>(({ call, name }) => ({
    message: `module call "${call}" has for_each "${name}", which is not a map of objects`,
    advice: "Its type must be z.record(z.string(), z.strictObject({ ... })).",
  })),
  "module-argument-differs": error<{ module: string; name: string; differs: readonly string[] }>(
    ({ module, name, differs }) => ({
      message: `module "${module}" would have to declare "${name}" in two ways: ${list(differs)} differ${differs.length === 1 ? "s" : ""}`,
      advice: differs.includes("description")
        ? `Give both the same description, or describe it for the module: modules: { call: { name: "${name}", description: "..." } }`
        : `Give both the same type, or another name in one of the calls.`,
    }),
  ),
  "promotion-twice": error<{ name: string }>(
    ({ name }) => `"${name}" is in the promotion order twice`,
  ),
  "unknown-promotion": error<{ name: string } & Near>(({ name, suggestion }) => ({
    message: `the promotion order names "${name}", and there is no envs/${name}.yaml`,
    advice:
      didYouMean(suggestion) ??
      (/[*?]/.test(name)
        ? "The promotion order takes names of environments, not patterns."
        : `Restore its spec, or add one: npx terraloom add environment ${name}. To remove the environment: npx terraloom remove environment ${name}`),
  })),

  "unread-variable": warning<{ name: string; modules: readonly string[] }>(({ name, modules }) => ({
    message: `variable "${name}" is never used: ${modules.length === 0 ? "no file of its environments reads it" : `it is passed to ${list(modules)}, which does not read it`}`,
    advice: `Use var.${name}, or remove it: npx terraloom remove variable ${name}`,
  })),
} as const;

function inEnvironment(environment: string | undefined): string {
  return environment === undefined ? "" : ` in ${environment}`;
}
