import { placeText } from "../diagnostics/phrases.ts";
import type { Inventory, ListedCall, Resolved, ResolvedValue } from "../model/inventory.ts";
import { labelOf } from "../model/subject.ts";
import { valueText } from "../values/valueText.ts";
import { plainStyle, type Style } from "./style.ts";

/** A project's inventory as text. */
export function inventoryText({ stacks }: Inventory, style: Style = plainStyle): string {
  return stacks
    .map(({ name, after = [], calls, waves, environments }) => {
      const inWaves = new Set(waves.flat());
      const outside = environments.map((one) => one.name).filter((one) => !inWaves.has(one));
      const lines = [
        after.length > 0 ? `${style.bold(name)}, after ${after.join(", ")}` : style.bold(name),
        ...waves.flatMap((wave, index) =>
          wave.length > 0 ? [`  wave ${index + 1}  ${wave.join(", ")}`] : [],
        ),
        ...(outside.length > 0
          ? [`  ${waves.length > 0 ? "outside" : "has"}  ${outside.join(", ")}`]
          : []),
        ...(environments.length === 0 ? ["  has no environment yet"] : []),
        ...calls.map((call) => style.dim(`  module ${callText(call)}`)),
      ];
      return `${lines.join("\n")}\n`;
    })
    .join("\n");
}

function callText({ name, module, source, version, forEach }: ListedCall): string {
  const from =
    module === name ? "" : ` from ${module === undefined ? source : `modules/${module}`}`;
  const which = version === undefined ? "" : ` ${version}`;
  return `${name}${from}${which}${forEach === undefined ? "" : `, for each of ${forEach}`}`;
}

/** Every value of environments, as a person reads them: a line each. */
export function resolvedText(environments: readonly Resolved[], style: Style = plainStyle): string {
  return environments.map((one) => oneText(one, style)).join("\n");
}

function oneText({ environment, stack, spec, values }: Resolved, style: Style): string {
  const rows = values.map((one) => {
    const shown = one.sensitive
      ? "(sensitive)"
      : one.value === undefined
        ? "none"
        : valueText(one.value);
    return [labelOf(one), shown, originText(one)] as const;
  });
  const width = (column: 0 | 1): number =>
    Math.min(60, Math.max(0, ...rows.map((row) => row[column].length)));
  const lines = rows.map(([name, value, origin]) =>
    `  ${name.padEnd(width(0))}  ${value.padEnd(width(1))}  ${style.dim(origin)}`.trimEnd(),
  );
  return `${style.bold(environment)}, of stack ${stack}: ${spec}\n${lines.join("\n")}\n`;
}

function originText({ from, reads, place }: ResolvedValue): string {
  if (from === "default") return "default";
  if (from === "computed") return `computed from ${reads?.join(", ") || "nothing"}`;
  return place ? placeText(place) : "";
}
