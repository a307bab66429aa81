import { diagnostic, type Location } from "../diagnostics/diagnostic.ts";
import type { AtlantisReason } from "../diagnostics/messages/reasons.ts";
import type { Atlantis } from "../model/atlantis.ts";
import { failure, type Result, success } from "../model/result.ts";
import { isJsonObject } from "../model/value.ts";
import type { AtlantisOptions } from "../schema/stack.ts";

/** The keys that terraloom itself writes into `atlantis.yaml`. */
const ours: Readonly<Record<string, readonly string[]>> = {
  file: ["version", "projects"],
  projects: ["name", "dir", "execution_order_group", "autoplan"],
};

/** The schema's options for `atlantis.yaml`, or their problems. */
export function readAtlantis(
  given: true | AtlantisOptions,
  location: Location | undefined,
): Result<Atlantis> {
  const faults = given === true ? [] : faultsOf(given);
  if (faults.length > 0) {
    return failure(...faults.map((why) => diagnostic("atlantis-options", { why }, location)));
  }
  const { folder = "", file = {}, projects = {} }: AtlantisOptions = given === true ? {} : given;
  const prefix = folder.replace(/^\.(?:\/|$)/, "").replace(/\/*$/, "/");
  return success({ prefix: prefix === "/" ? "" : prefix, file, projects });
}

function faultsOf(given: unknown): AtlantisReason[] {
  if (!isJsonObject(given)) return [{ kind: "not-options" }];
  return Object.entries(given).flatMap(([option, value]) => {
    if (option === "folder") return isFolder(value) ? [] : [{ kind: "folder" }];
    const names = ours[option];
    if (!names) return [{ kind: "no-option", option }];
    if (!isJsonObject(value)) return [{ kind: "not-a-map", option }];
    return Object.entries(value).flatMap(([key, member]): AtlantisReason[] => {
      if (names.includes(key)) return [{ kind: "generated", option, key }];
      return isData(member) ? [] : [{ kind: "not-data", option, key }];
    });
  });
}

function isFolder(value: unknown): boolean {
  return typeof value === "string" && !/^[/\\]|(?:^|\/)\.\.(?:\/|$)/.test(value);
}

function isData(value: unknown): boolean {
  if (typeof value === "object" && value !== null) return Object.values(value).every(isData);
  return value === null || ["string", "number", "bigint", "boolean"].includes(typeof value);
}
