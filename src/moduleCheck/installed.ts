import { posix } from "node:path";
import { attributeNamed, plainText } from "../hcl/outline/find.ts";
import { isAllowedBy, readConstraint } from "../hcl/versionConstraint.ts";
import { type Environment, fileOf } from "../model/environment.ts";
import { type Files, readText } from "../model/files.ts";
import { readJson } from "../text/readJson.ts";
import type { Call } from "./module.ts";

/** An entry of `terraform init`'s list of fetched modules. */
interface Installed {
  readonly source: string;
  readonly version: string | undefined;
  /** From the project's root on. */
  readonly folder: string;
}

/** The largest number of environments to search for installed modules: they call the same ones. */
const most = 20;

/**
 * Finds the folder of a registry's or git's module where `terraform init` has put it, in any environment: of the same
 * source, and of a version that the call allows. `undefined` where it is not installed.
 */
export function installedModules(
  environments: readonly Pick<Environment, "directory">[],
  files: Files,
): (call: Call) => string | undefined {
  let all: readonly Installed[] | undefined;
  return ({ source, body }) => {
    const from = source && plainText(source.expression);
    if (from === undefined || /^\.\.?(?:\/|$)/.test(from)) return undefined;
    all ??= environments.slice(0, most).flatMap(({ directory }) => installedIn(directory, files));
    const version = attributeNamed(body, "version");
    const constraint = version && readConstraint(plainText(version.expression) ?? "");
    if (version && !constraint) return undefined;
    return all.find(
      (one) =>
        one.source === from.replace(/^registry\.terraform\.io\//, "") &&
        (!constraint || isAllowedBy(one.version ?? "", constraint)),
    )?.folder;
  };
}

function installedIn(directory: string, files: Files): Installed[] {
  const text = readText(files, fileOf({ directory }, ".terraform/modules/modules.json"));
  if (text === undefined) return [];
  const { Modules: listed } = (readJson(text) ?? {}) as { readonly Modules?: unknown };
  return (Array.isArray(listed) ? listed : []).flatMap((one: Record<string, unknown> | null) => {
    const { Source: source, Version: version, Dir: folder } = one ?? {};
    if (typeof source !== "string" || typeof folder !== "string" || source === "") return [];
    const place = posix.join(directory, folder);
    // What was fetched lies there; a folder of the repository is read where it is.
    if (!place.startsWith(fileOf({ directory }, ".terraform/"))) return [];
    return [
      {
        source: source.replace(/^registry\.(?:terraform\.io|opentofu\.org)\//, ""),
        version: typeof version === "string" ? version : undefined,
        folder: place,
      },
    ];
  });
}
