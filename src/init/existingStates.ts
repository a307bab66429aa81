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
  const placeOf = ({ folder, files }: Folder): string | undefined => {
    for (const text of files.values()) {
      const block = text?.includes("backend") ? backendIn(text)?.block : undefined;
      if (block?.labels[0]?.text !== type) continue;
      const { body } = block;
      return stateIdentity(type, folder, (name) =>
        name === state.attribute ? textOf(body, name) : (textOf(body, name) ?? saidOf(name)),
      );
    }
    return undefined;
  };
  return folders.flatMap((one) => {
    const place = placeOf(one);
    return place !== undefined && places.has(place) ? [one.folder] : [];
  });
}
