import { didYouMean, list } from "../phrases.ts";
import { type Product, productNames } from "../product.ts";
import { error, type Near, warning } from "./entry.ts";
import { type Misfit, misfitText } from "./misfits.ts";

/** A product whose lowest version is too early for something; `since` is absent where it has no version with it. */
export interface TooEarly {
  readonly product: Product;
  readonly since: string | undefined;
  readonly lowest: string;
}

/** What to do about a lowest version that is too early. */
export function laterVersion(product: Product, since: string | undefined): string {
  if (since !== undefined) {
    return `Raise the stack's lowest version, ${product}: "${since}", or do without.`;
  }
  return product === "terraform"
    ? "Do without, or write it into a file NAME.tofu, which Terraform does not read."
    : "Do without, or write it into a file NAME.tf that has a NAME.tofu beside it: OpenTofu reads that one instead.";
}

/** Whether Terraform put a module there, which nobody here writes. */
function isInstalled(folder: string): boolean {
  return folder.includes("/.terraform/modules/");
}

/** Where a reference exists that not every block has, by its root. */
const contexts = {
  each: "a block with for_each",
  count: "a block with count",
  self: "provisioners, connections and postconditions",
};

/** What can be wrong between Terraform files: declarations, references and module calls. */
export const modulesMessages = {
  "undeclared-reference": error<{ what: string; name: string } & Near>(
    ({ what, name, suggestion }) => ({
      message: `this module declares no ${what} "${name}"`,
      advice: didYouMean(suggestion),
    }),
  ),
  "undeclared-output": error<{ call: string; name: string; folder: string } & Near>(
    ({ call, name, folder, suggestion }) => ({
      message: `module "${call}" has no output "${name}"`,
      advice:
        didYouMean(suggestion) ??
        (isInstalled(folder) ? `It is installed in ${folder}/.` : `Declare it in ${folder}/.`),
    }),
  ),
  "undeclared-argument": error<{ call: string; name: string; folder: string } & Near>(
    ({ call, name, folder, suggestion }) => ({
      message: `module "${call}" takes no argument "${name}"`,
      advice:
        didYouMean(suggestion) ??
        (isInstalled(folder)
          ? `Leave it out: ${folder}/ is the version that is installed, and has no such variable.`
          : `Declare variable "${name}" in ${folder}/, or leave the argument out.`),
    }),
  ),
  "missing-argument": error<{ call: string; names: readonly string[]; folder: string }>(
    ({ call, names, folder }) => ({
      message: `module "${call}" is not given ${list(names)}`,
      advice: `${folder}/ declares ${names.length > 1 ? "them" : "it"} without a default.`,
    }),
  ),
  "argument-type": error<{ call: string; name: string; misfit: Misfit }>(
    ({ call, name, misfit }) =>
      `argument "${name}" does not fit its type in module "${call}": ${misfitText([misfit])}`,
  ),
  "remote-output-missing": error<{ name: string; environment: string; stack: string } & Near>(
    ({ name, environment, stack, suggestion }) => ({
      message: `the state of ${environment} has no output "${name}"`,
      advice:
        didYouMean(suggestion) ?? `Write an output "${name}" in the templates of stack "${stack}".`,
    }),
  ),
  "remote-output-undeclared": error<{ name: string; stack: string } & Near>(
    ({ name, stack, suggestion }) => ({
      message: `stack "${stack}" declares no output "${name}" for others to read`,
      advice:
        didYouMean(suggestion) ??
        `Declare it: outputs: { ${name}: output(...) } in the stack's schema.`,
    }),
  ),
  "stack-output-missing": error<{ name: string; stack: string; folder: string } & Near>(
    ({ name, stack, folder, suggestion }) => ({
      message: `stack "${stack}" declares the output "${name}", and ${folder}/ does not write it`,
      advice: suggestion
        ? `It writes "${suggestion}": give one of them the other's name.`
        : `Write: output "${name}" { value = ... } in a template of the stack.`,
    }),
  ),
  "stack-output-type": error<{ name: string; misfit: Misfit }>(
    ({ name, misfit }) =>
      `the value of output "${name}" does not fit the type that the stack declares: ${misfitText([misfit])}`,
  ),
  "stack-order-unsaid": warning<{ stack: string; other: string }>(({ stack, other }) => ({
    message: `this reads the state of stack "${other}", but the schema does not declare that "${stack}" is applied after it`,
    advice: `Write after: ["${other}"] in defineStack of "${stack}": list, affected and status then use that order.`,
  })),
  "read-before-applied": warning<{ environment: string; other: string }>(
    ({ environment, other }) => ({
      message: `${environment} reads the state of ${other}, which the promotion order applies later`,
      advice: `Put ${other} before ${environment}, or into its list.`,
    }),
  ),
  "code-too-new": error<{ what: string; stack: string } & TooEarly>(
    ({ what, product, since, lowest, stack }) => ({
      message:
        since === undefined
          ? `${what} is not in ${productNames[product]}, and stack "${stack}" supports it from ${lowest} on`
          : `${what} came with ${productNames[product]} ${since}, and stack "${stack}" supports ${lowest}`,
      advice: laterVersion(product, since),
    }),
  ),
  "required-version": error<{
    required: string;
    product: Product;
    version: string;
    stack: string;
  }>(({ required, product, version, stack }) => ({
    message: `"${required}" excludes ${productNames[product]} ${version}, which stack "${stack}" supports`,
    advice:
      product === "terraform"
        ? 'In a template, write the version of the stack: ">= {{{stack.terraform}}}".'
        : 'Write the version of OpenTofu into NAME.tofu beside this NAME.tf; OpenTofu reads it instead: ">= {{{stack.opentofu}}}".',
  })),
  "module-folder-missing": error<{ folder: string }>(({ folder }) => ({
    message: `there is no Terraform code in ${folder}/`,
    advice: "The source is a path from the folder of this file.",
  })),
  "module-source-missing": error<{ call: string }>(({ call }) => ({
    message: `module "${call}" has no source`,
    advice: 'Add source = "../...": the folder of the module.',
  })),
  "misplaced-reference": error<{ reference: string; root: keyof typeof contexts }>(
    ({ reference, root }) =>
      `${reference} cannot be used here: it exists only in ${contexts[root]}`,
  ),
  "unknown-attribute": error<{ root: string; name: string } & Near>(
    ({ root, name, suggestion }) => ({
      message: `${root} has no attribute "${name}"`,
      advice: didYouMean(suggestion),
    }),
  ),
  "declared-again": error<{ what: string; name: string }>(({ what, name }) => ({
    message: `${what} "${name}" is declared twice in this module`,
    advice: "All files of a folder are one module: rename or remove one of the two.",
  })),
  "unknown-block": error<{ type: string } & Near>(({ type, suggestion }) => ({
    message: `Terraform has no block type "${type}"`,
    advice:
      didYouMean(suggestion) ??
      "There are resource, data, module, variable, output, locals and others.",
  })),
  "block-labels": error<{ type: string; wanted: number; given: number }>(
    ({ type, wanted, given }) => ({
      message: `a "${type}" block takes ${["no labels", "one label", "two labels"][wanted]}, and this one has ${given}`,
      advice: `Write: ${[type, ...['"TYPE"', '"NAME"'].slice(2 - wanted)].join(" ")} { ... }`,
    }),
  ),
  "argument-outside": error<{ name: string }>(({ name }) => ({
    message: `argument "${name}" is outside of any block`,
    advice: "Move it into a block. Only a .tfvars file sets values without one.",
  })),
  "unknown-block-argument": error<{ type: string; name: string } & Near>(
    ({ type, name, suggestion }) => ({
      message: `a "${type}" block takes no argument "${name}"`,
      advice: didYouMean(suggestion),
    }),
  ),
  "output-without-value": error<{ name: string }>(({ name }) => ({
    message: `output "${name}" has no value`,
    advice: "Add value = ...",
  })),
  "default-not-constant": error<{ name: string }>(({ name }) => ({
    message: `the default of variable "${name}" is not a constant`,
    advice: "A default cannot use references or functions. Put the expression into a local value.",
  })),
  "default-type": error<{ name: string; misfit: Misfit }>(
    ({ name, misfit }) =>
      `the default of variable "${name}" does not fit its type: ${misfitText([misfit])}`,
  ),
  "unknown-type": error<{ type: string } & Near>(({ type, suggestion }) => ({
    message: `Terraform has no type "${type}"`,
    advice:
      didYouMean(suggestion) ??
      "There are string, number, bool, list(...), set(...), map(...), object({...}), tuple([...]) and any.",
  })),
  "reserved-variable": error<{ name: string }>(({ name }) => ({
    message: `a variable cannot be named "${name}"`,
    advice: "Terraform itself has an argument of that name in module blocks. Choose another.",
  })),
  "count-and-for-each": error(() => ({
    message: "a block cannot have both count and for_each",
    advice: "Remove one of the two.",
  })),
  "locals-cycle": error<{ names: readonly string[] }>(({ names }) => ({
    message: `local values refer to each other in a cycle: ${names.join(" -> ")}`,
    advice: "Remove one of these references.",
  })),
  "modules-cycle": error<{ folders: readonly string[] }>(({ folders }) => ({
    message: `modules call each other in a cycle: ${folders.join(" -> ")}`,
    advice: "Remove one of these calls.",
  })),
  "output-sensitive": error<{ name: string; variable: string }>(({ name, variable }) => ({
    message: `output "${name}" shows variable "${variable}", which is sensitive`,
    advice: "Add sensitive = true to the output.",
  })),
  "undeclared-provider": error<{ provider: string } & Near>(({ provider, suggestion }) => ({
    message: `there is no provider configuration ${provider}`,
    advice: didYouMean(suggestion) ?? `Add a provider block with that alias.`,
  })),
  "provider-not-passed": error<{ call: string; names: readonly string[]; folder: string }>(
    ({ call, names, folder }) => ({
      message: `module "${call}" is not passed ${names.join(", ")}, which ${folder}/ requires as configuration_aliases`,
      advice: `Pass it: providers = { ${names[0]} = ... }.`,
    }),
  ),
  "provider-not-taken": error<{ call: string; provider: string; folder: string } & Near>(
    ({ call, provider, folder, suggestion }) => ({
      message: `module "${call}" is passed ${provider}, which ${folder}/ does not have in configuration_aliases`,
      advice: didYouMean(suggestion) ?? `Name it in required_providers there, or leave it out.`,
    }),
  ),
  "provider-in-repeated-module": error<{ call: string; argument: string; folder: string }>(
    ({ call, argument, folder }) => ({
      message: `module "${call}" is called with ${argument}, and ${folder}/ configures a provider itself, which Terraform refuses`,
      advice: "Move the provider block to the calling module, and pass it with providers.",
    }),
  ),
  "module-not-called": error<{ variable: string; module: string; stack: string }>(
    ({ variable, module, stack }) => ({
      message: `variable "${variable}" goes to module "${module}", which no template of stack "${stack}" calls`,
      advice: `Call it, or take "${module}" out of its modules. If others call it, name them in the stack's calls: { "${module}": { module: "${module}", calledBy: "..." } }.`,
    }),
  ),
  "undeclared-definition": error<{ name: string } & Near>(({ name, suggestion }) => ({
    message: `this environment declares no variable "${name}"`,
    advice:
      didYouMean(suggestion) ?? `Declare it with variable "${name}" {}, or leave the line out.`,
  })),
  "unread-definition": warning<{ name: string } & Near>(({ name, suggestion }) => ({
    message: `no variable "${name}" is declared here, so Terraform ignores this value`,
    advice:
      didYouMean(suggestion) ?? `Declare it with variable "${name}" {}, or leave the line out.`,
  })),
  "definition-type": error<{ name: string; misfit: Misfit }>(
    ({ name, misfit }) =>
      `the value of variable "${name}" does not fit its type: ${misfitText([misfit])}`,
  ),
  "unknown-module": error<{ variable: string; module: string } & Near>(
    ({ variable, module, suggestion }) => ({
      message: `variable "${variable}" goes to a module "${module}" that no template defines or calls`,
      advice: didYouMean(suggestion),
    }),
  ),
  "module-without-variable": error<
    { variable: string; module: string; name: string; folder: string } & Near
  >(({ variable, module, name, folder, suggestion }) => ({
    message: `variable "${variable}" goes to module "${module}", which declares no variable "${name}"`,
    advice:
      didYouMean(suggestion) ?? `Declare it in ${folder}/, or take "${module}" out of its modules.`,
  })),
} as const;
