import type { Reason } from "./entry.ts";

/** Why output cannot go to a place. */
export const placeReasons = {
  "not-text": "it is no text",
  "not-a-list": "outside is a list of paths",
  absolute: "it is an absolute path",
  backslash: "folders are parted by /",
  above: "it leads out of its folder",
  detour: "it is not the shortest path to a file",
  read: ({ folder }: { folder: string }) => `${folder}/ is read, not written`,
  "in-output": "it is in the output folder anyway",
  "not-values": "that takes files of values, such as env/{environment}.tfvars",
};

/** Why output cannot go to a place, as data. */
export type PlaceReason = Reason<typeof placeReasons>;

/** Why a variable cannot give way to another. */
export const successorReasons = {
  itself: "it is itself",
  deprecated: "that one is deprecated too",
  computed: "one of them is computed, and no spec says it",
  sensitive: "only one of them is sensitive",
  type: "they have different types",
};

/** Why a variable cannot give way to another, as data. */
export type SuccessorReason = Reason<typeof successorReasons>;
