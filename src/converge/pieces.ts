import { placeFor } from "../edit/placeFor.ts";
import { success } from "../model/result.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Value } from "../model/value.ts";
import type { Edited } from "../text/textEdit.ts";
import { canonical, memberType } from "../values/canonical.ts";
import { removeValue, setValue } from "../yaml/editSpec.ts";

/** One edit of a spec: the value at a path is set, or the entry removed. */
export interface Piece {
  readonly path: readonly string[];
  /** Absent: the entry goes. */
  readonly value?: Value;
  /** Names that a new entry follows, in order. */
  readonly neighbours: readonly string[];
}

/** The values at a path: of the environment's own spec, and of all that it extends. */
export interface Layered {
  readonly own: Value | undefined;
  readonly below: Value | undefined;
}

/**
 * The edits of an environment's own spec that change as little as possible: of a map only the entries that differ. No
 * edit can remove unwanted inherited entries; that is for the caller to check.
 */
export function piecesFor(
  path: readonly string[],
  { own, below }: Layered,
  wanted: Value | undefined,
  type: TerraformType | undefined,
  neighbours: readonly string[],
): readonly Piece[] {
  const same = (value: Value | undefined): boolean =>
    canonical(value, type) === canonical(wanted, type);
  if (wanted === undefined) return own === undefined ? [] : [{ path, neighbours }];
  const isInside =
    isMapValue(wanted) && (isMapValue(own) || (own === undefined && isMapValue(below)));
  if (!isInside) {
    if (same(own === undefined ? below : own)) return [];
    return [same(below) ? { path, neighbours } : { path, value: wanted, neighbours }];
  }
  const [ownMap, belowMap] = [own, below].map((value) => (isMapValue(value) ? value : {}));
  const keys = [...Object.keys(wanted), ...Object.keys(ownMap ?? {})];
  return [...new Set(keys)].flatMap((key) => {
    const at = (map: Value | undefined): Value | undefined =>
      isMapValue(map) && Object.hasOwn(map, key) ? map[key] : undefined;
    const before = Object.keys(wanted);
    return piecesFor(
      [...path, key],
      { own: at(ownMap), below: at(belowMap) },
      at(wanted),
      memberType(type, key),
      before.slice(0, before.indexOf(key)),
    );
  });
}

/** Makes edits one after the other; the first that cannot be made ends it. */
export function applyPieces(text: string, pieces: readonly Piece[]): Edited {
  let current = text;
  for (const { path, value, neighbours } of pieces) {
    const place = placeFor(path.at(-1) ?? "", neighbours);
    const edit =
      value === undefined ? removeValue(current, path) : setValue(current, path, value, place);
    if (!edit.ok) return edit;
    current = edit.value;
  }
  return success(current);
}
