import type { Place } from "./parts.ts";

/** Kinds of blocks whose name says nothing about what is inside. */
const silent = new Set(["resource", "data", "module", "locals", "terraform", "variable", "output"]);

/** A name for what stands at a place: `web_instance_type`, `backend_key`. */
export function nameOfPlace(place: Place): string {
  const [type = "", ...rest] = place;
  const isTyped = (type === "resource" || type === "data") && rest.length > 2;
  const words = isTyped ? rest.slice(1) : silent.has(type) && rest.length > 0 ? rest : place;
  const name = words
    .flatMap((word) => word.split(/[^A-Za-z0-9]+/))
    .filter((word) => word !== "")
    .join("_")
    .toLowerCase();
  if (name === "") return "text";
  return /^\d/.test(name) ? `_${name}` : name;
}

/** The name, with a number after it where it is taken; it is taken then. */
export function uniqueName(name: string, taken: Set<string>): string {
  const safe = name.replaceAll(/[^A-Za-z0-9_]/g, "_");
  let unique = safe;
  for (let number = 2; taken.has(unique); number++) unique = `${safe}_${number}`;
  taken.add(unique);
  return unique;
}
