import type { Since } from "./versions.ts";

// OpenTofu began with 1.6, so it has had from the start what came before that.

/** Features of Terraform that are not functions or blocks. */
export const newerForms = {
  /** A validation that refers to more than its own variable. */
  validationAcross: "1.9",
  /** A backend's arguments that refer to variables and local values. */
  earlyBackend: { opentofu: "1.8" },
  /** A module's source or version that refers to variables and local values. */
  earlySource: { terraform: "1.15", opentofu: "1.8" },
  deprecated: { terraform: "1.15", opentofu: "1.10" },
  ephemeral: { terraform: "1.10", opentofu: "1.11" },
  nullable: "1.1",
  optional: "1.3",
  providerFunction: { terraform: "1.8", opentofu: "1.7" },
  strcontains: "1.5",
  terraformData: "1.4",
  writeOnly: "1.11",
} as const satisfies Readonly<Record<string, Since>>;

/** Blocks of a module, by type. */
export const newerBlocks: Readonly<Record<string, Since>> = {
  action: { terraform: "1.14" },
  check: "1.5",
  ephemeral: newerForms.ephemeral,
  import: "1.5",
  moved: "1.1",
  removed: "1.7",
};

/** What stands in a block: `TYPE.NAME`, of an attribute or of a block in it. */
export const newerMembers: Readonly<Record<string, Since>> = {
  "import.for_each": "1.7",
  "lifecycle.action_trigger": { terraform: "1.14" },
  "lifecycle.enabled": { opentofu: "1.11" },
  "lifecycle.postcondition": "1.2",
  "lifecycle.precondition": "1.2",
  "lifecycle.replace_triggered_by": "1.2",
  "output.deprecated": newerForms.deprecated,
  "output.ephemeral": newerForms.ephemeral,
  "output.precondition": "1.2",
  "output.type": { terraform: "1.15" },
  "provider.for_each": { opentofu: "1.9" },
  // Terraform had it with the block itself, of which it is reported already.
  "removed.lifecycle": { terraform: "1.0", opentofu: "1.10" },
  "removed.provisioner": { terraform: "1.9", opentofu: "1.10" },
  "terraform.cloud": "1.1",
  "terraform.encryption": { opentofu: "1.7" },
  "variable.const": { terraform: "1.15", opentofu: "1.12" },
  "variable.deprecated": newerForms.deprecated,
  "variable.ephemeral": newerForms.ephemeral,
  "variable.nullable": newerForms.nullable,
};

export const newerFunctions: Readonly<Record<string, Since>> = {
  base64gunzip: { opentofu: "1.7" },
  cidrcontains: { opentofu: "1.7" },
  convert: { terraform: "1.15", opentofu: "1.13" },
  endswith: "1.3",
  ephemeralasnull: newerForms.ephemeral,
  issensitive: { terraform: "1.8", opentofu: "1.7" },
  plantimestamp: "1.5",
  startswith: "1.3",
  strcontains: newerForms.strcontains,
  templatestring: { terraform: "1.9", opentofu: "1.7" },
  timecmp: "1.3",
  urldecode: { opentofu: "1.7" },
};
