import type { Attribute, Block, Body, Outline, Range } from "../hcl/outline/nodes.ts";

export interface CodeFile {
  /** Relative to the project's root. */
  readonly path: string;
  readonly text: string;
  /** Of one that is rendered, see `Output`. */
  readonly shape?: string | undefined;
}

export interface ReadFile extends CodeFile {
  readonly outline: Outline;
}

/** Something that a module declares, and where. */
export interface Declaration extends Range {
  readonly name: string;
  readonly file: ReadFile;
  readonly body: Body;
}

/** A `module` block. */
export interface Call extends Declaration {
  /** The called folder, where it is one of this repository. */
  readonly folder: string | undefined;
  readonly source: Attribute | undefined;
}

/** A `locals` block's attribute. */
export interface Local extends Range {
  readonly name: string;
  readonly file: ReadFile;
  readonly attribute: Attribute;
}

/** What files of one folder declare. */
export interface Declared {
  /** Relative to the project's root. */
  readonly folder: string;
  readonly files: readonly ReadFile[];
  readonly blocks: readonly { readonly file: ReadFile; readonly block: Block }[];
  /** By kind; a name that is declared twice is in the list twice. */
  readonly variables: readonly Declaration[];
  readonly outputs: readonly Declaration[];
  readonly calls: readonly Call[];
  readonly locals: readonly Local[];
  /** `type.name`. */
  readonly resources: readonly Declaration[];
  /** `data.type.name`, `ephemeral.type.name`. */
  readonly sources: readonly Declaration[];
  /** `name`, or `name.alias`. */
  readonly providers: readonly Declaration[];
  /** The configurations that callers must pass, `name.alias`: its `configuration_aliases`. */
  readonly aliases: ReadonlySet<string>;
  /** The names of providers that it says it requires. */
  readonly required: ReadonlySet<string>;
}

/** A folder as Terraform reads it: all of its files are one module. */
export interface Module extends Declared {
  /** Whether it may declare more than can be read here: JSON, overrides, links, a file that does not parse. */
  readonly isOpaque: boolean;
  /** Whether a file of overrides may change what a block says: a call's source, its arguments. */
  readonly hasOverrides: boolean;
  /** Files, `NAME.tf`, that have a `NAME.tofu` beside them: OpenTofu reads that one instead. */
  readonly onlyTerraform: ReadonlySet<string>;
}
