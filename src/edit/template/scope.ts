import { posix } from "node:path";
import { templatesDirectory } from "../../model/layout.ts";
import { moduleMark } from "./mask.ts";

/** The outputs of a file under templates/. */
export type Scope =
  | { readonly kind: "root"; readonly stack: string }
  | { readonly kind: "module"; readonly module: string }
  /** A partial that any file may include, or a file that is neither an environment's nor a module's. */
  | { readonly kind: "shared" };

/** Tells it by the file's path, partials as the files beside them. */
export function scopeOf(file: string): Scope {
  const [folder, second = "", ...rest] = file.slice(templatesDirectory.length + 1).split("/");
  if (rest.length === 0 || second.startsWith("_")) return { kind: "shared" };
  if (folder === "environments") return { kind: "root", stack: second };
  return folder === "modules" ? { kind: "module", module: second } : { kind: "shared" };
}

/** The module that a call's source names, where it is one of templates/modules/. */
export function calledModule(file: string, source: string | undefined): string | undefined {
  if (source?.startsWith(moduleMark)) return source.slice(moduleMark.length);
  if (!source?.startsWith(".") || scopeOf(file).kind !== "module") return undefined;
  const target = posix.join(posix.dirname(file), source);
  return /^templates\/modules\/([^/]+)$/.exec(target)?.[1];
}
