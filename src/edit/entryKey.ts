import { startOf } from "../diagnostics/position.ts";
import type { Environment } from "../model/environment.ts";
import type { Project } from "../model/project.ts";
import { type Result, success } from "../model/result.ts";
import { isMapValue } from "../model/value.ts";
import { obstacle } from "../text/textEdit.ts";
import { manualEdit } from "./manualEdit.ts";

/**
 * The key of an entry of `each` that gives its environment a name; a problem if the pattern of names does not allow
 * that.
 *
 * @param sister an environment that an entry of the same `each` makes
 */
export function entryKey(
  { specs }: Project,
  { file, name: sister, each = "" }: Environment,
  name: string,
): Result<string> {
  const value = specs.get(file)?.value;
  const pattern = isMapValue(value) && typeof value.name === "string" ? value.name : undefined;
  const [before = "", after = ""] = (pattern ?? `${sister.slice(0, -each.length)}{each}`).split(
    "{each}",
  );
  const key = name.slice(before.length, name.length - after.length);
  const named = (pattern ?? `${before}{each}${after}`).replaceAll("{each}", key);
  if (key !== "" && !key.includes("/") && named === name) return success(key);
  return manualEdit(
    obstacle({ kind: "each", name, pattern: `${before}{each}${after}` }),
    "write a spec of its own, or change the pattern `name`.",
    startOf(file),
  );
}
