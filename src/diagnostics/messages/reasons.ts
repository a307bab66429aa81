import type { Reason } from "./entry.ts";

/** Why output cannot go to a place. */
export const placeReasons = {
  "not-text": "it is not text",
  "not-a-list": "outside must be a list of paths",
  absolute: "it is an absolute path",
  backslash: "folders are separated by /",
  above: "it points outside of its folder",
  detour: "it is not the shortest path to a file",
  read: ({ folder }: { folder: string }) => `terraloom reads ${folder}/ as a source`,
  "in-output": "it is in the output folder anyway",
  "not-values": "that needs values files, such as env/{environment}.tfvars",
};

/** Why output cannot go to a place, as data. */
export type PlaceReason = Reason<typeof placeReasons>;

/** Why a variable cannot be deprecated in favour of another. */
export const successorReasons = {
  itself: "it is itself",
  deprecated: "that one is deprecated too",
  computed: "one of them is computed, so no spec sets it",
  sensitive: "only one of them is sensitive",
  type: "they have different types",
};

/** Why a variable cannot be deprecated in favour of another, as data. */
export type SuccessorReason = Reason<typeof successorReasons>;

/** What is wrong with `atlantis` in the schema. */
export const atlantisReasons = {
  "not-options": "it must be true, or a map of what the file contains besides the environments",
  folder: "folder must be a path in the repository",
  "no-option": ({ option }: { option: string }) =>
    `it has no option "${option}"; it has folder, file and projects`,
  "not-a-map": ({ option }: { option: string }) => `${option} must be a map`,
  generated: ({ option, key }: Member) => `terraloom itself writes "${key}" of ${option}`,
  "not-data": ({ option, key }: Member) => `"${key}" of ${option} is not data`,
};

interface Member {
  readonly option: string;
  readonly key: string;
}

/** What is wrong with `atlantis` in the schema, as data. */
export type AtlantisReason = Reason<typeof atlantisReasons>;

/** Why a name of an output is not valid on every system. */
export const outputNameReasons = {
  "letter-case": ({ other }: { other: string }) =>
    `it differs from ${JSON.stringify(other)} only in letter case`,
  manifest: "the manifests of generated files have this name",
  "control-character": "it contains a control character",
  character: ({ character }: { character: string }) => `Windows does not allow ${character}`,
  ending: "it ends with a dot or a space",
  device: ({ name }: { name: string }) => `Windows reserves "${name}" for a device`,
  "too-long": "it is longer than 255 bytes",
};

/** Why a name of an output is not valid on every system, as data. */
export type OutputNameReason = Reason<typeof outputNameReasons>;

/** Why a setting cannot become a variable. */
export const settingReasons = {
  condition: "it decides whether this file is generated",
  computed: "it is computed",
  unique: "it must be unique, like the key of a state",
};

/** Why a handwritten file cannot become a template. */
export const handwrittenReasons = {
  generated: ({ source }: { source: string }) => `${source} generates it already`,
  absent: "there is no such file",
  "not-terraform": "it is not a Terraform file (.tf)",
  outside: ({ output }: { output: string }) => `it is outside of the output folder ${output}`,
  partial: "a template whose name begins with _ is a partial",
};

/** Why a handwritten file cannot become a template, as data. */
export type HandwrittenReason = Reason<typeof handwrittenReasons>;

/** Why a module cannot be called from where the schema says it comes from, and what to write. */
export const sourceReasons = {
  "no-source": ({ source }: { source: string }) => ({
    message: `"${source}" is neither a registry module nor a repository`,
    advice: "Name a folder of templates/modules/ with module in place of source.",
  }),
  "version-of-no-registry": ({ source }: { source: string }) => ({
    message: `only a registry module can have a version, and "${source}" is not one`,
    advice: "A git source contains its version: git::https://example.com/network.git?ref=v1.2.0",
  }),
  "no-constraint": ({ version }: { version: string }) => ({
    message: `"${version}" is not a version constraint`,
    advice: 'Write one such as "5.21.0", "~> 5.1" or ">= 5.1, < 6.0".',
  }),
};

/** Why a module cannot be called, as data. */
export type SourceReason = Reason<typeof sourceReasons>;
