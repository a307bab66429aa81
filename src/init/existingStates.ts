import { backendIn, stateIdentity, textOf } from "../render/sharedState.ts";
import type { Answers } from "./answers.ts";
import { backendOf } from "./backends.ts";

/** A folder of Terraform code, its texts by name. */
interface Folder {
  readonly folder: string;
  readonly files: ReadonlyMap<string, string | undefined>;
}

/**
 * The folders whose states a new project would use: applying it would destroy their resources. If their
 * code does not determine the place of a state, it may be the new project's.
 */
export function existingStates(
  folders: readonly Folder[],
  { backend: { type, values }, environments }: Answers,
): readonly string[] {
  const state = backendOf(type)?.state;
  // Without one each state is a file in its environment's folder.
  if (!state) return [];
  const saidOf = (name: string): string | undefined => {
    const value = values[name];
    return typeof value === "string" ? value : undefined;
  };
  const places = new Set(
    environments.map((environment) =>
      stateIdentity(type, "", (name) =>
        name === state.attribute ? environment + state.ending : saidOf(name),
      ),
    ),
  );
  return folders.flatMap(({ folder, files }) => {
    const block = [...files.values()]
      .map((text) => (text?.includes("backend") ? backendIn(text)?.block : undefined))
      .find((one) => one?.labels[0]?.text === type);
    const place =
      block &&
      stateIdentity(type, folder, (name) => {
        const own = textOf(block.body, name);
        return name === state.attribute ? own : (own ?? saidOf(name));
      });
    return place !== undefined && places.has(place) ? [folder] : [];
  });
}
