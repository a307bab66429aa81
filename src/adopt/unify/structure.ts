import { firstFew } from "../../diagnostics/phrases.ts";
import type { ChoicePart, Place } from "./parts.ts";

/** A place of which some environments have something of their own. */
export type Choice = Pick<ChoicePart, "place" | "others" | "branches">;

/** How many places are named before the rest are counted. */
const mostNamed = 4;

/**
 * What a setting that chooses texts stands for, as people ask: "only in production: aws_wafv2_web_acl.main".
 *
 * @param names of the environments
 */
export function structureText(choices: readonly Choice[], names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const { place, others = [], branches } of choices) {
    const [only, other] = branches;
    const members = (only?.members ?? []).map((index) => names[index] ?? "");
    const title = other ? "differs in" : `only in ${members.join(" and ")}`;
    const known = groups.get(title) ?? [];
    const silent = silentKind({ branches });
    const said = [place, ...others].map(
      (one) => `${silent ? `${silent} at ` : ""}${addressOf(one)}`,
    );
    groups.set(title, [...new Set([...known, ...said])]);
  }
  return [...groups]
    .sort(([one], [other]) => Number(one === "differs in") - Number(other === "differs in"))
    .map(([title, places]) => `${title}: ${firstFew(places, mostNamed)}`)
    .join("; ");
}

/** What some environments have of their own, where it is nothing that Terraform reads. */
export function silentKind({
  branches,
}: Pick<Choice, "branches">): "blank lines" | "comment" | undefined {
  const parts = branches.flatMap((branch) => branch.parts);
  // A file that is carried as it is has none.
  if (parts.length === 0) return undefined;
  const lines = parts.flatMap((part) => (part.kind === "text" ? part.text.split("\n") : ["?"]));
  const said = lines.map((line) => line.trim()).filter((line) => line !== "");
  if (said.length === 0) return "blank lines";
  return said.every((line) => /^(?:#|\/\/)/.test(line)) ? "comment" : undefined;
}

/** As Terraform names it, with what stands inside of it behind. */
function addressOf(place: Place): string {
  const [type = "", ...labels] = place;
  const own = { resource: 2, data: 2, module: 1, variable: 1, output: 1 }[type];
  if (own === undefined || labels.length < own) return place.join(" ") || "text between blocks";
  const prefix = { resource: "", variable: "var." }[type] ?? `${type}.`;
  return [prefix + labels.slice(0, own).join("."), ...labels.slice(own)].join(" ");
}
