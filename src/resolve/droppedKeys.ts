import { isMapValue, type Path, type Value } from "../model/value.ts";

/**
 * The paths of all that a spec says and its type drops: `z.object()` takes unknown keys and forgets
 * them, as Terraform does. To whoever wrote them they are a mistake. Types that would change a value otherwise are
 * refused when the schema is read.
 */
export function droppedKeys(input: Value, output: Value | undefined, path: Path): Path[] {
  if (Array.isArray(input) && Array.isArray(output)) {
    return input.flatMap((item: Value, index) =>
      droppedKeys(item, output[index], [...path, index]),
    );
  }
  if (!isMapValue(input) || !isMapValue(output)) return [];
  return Object.entries(input).flatMap(([key, value]) =>
    Object.hasOwn(output, key) ? droppedKeys(value, output[key], [...path, key]) : [[...path, key]],
  );
}
