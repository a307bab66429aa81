import { escapeText } from "../hcl/quotedText.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectStack } from "../model/schema.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { isMapValue, type Value } from "../model/value.ts";
import { canonical } from "../values/canonical.ts";
import { maskDefinitions } from "./definitions.ts";

/** What is masked in a stack's rendered files. */
export interface Masking {
  /** By variable and then environment: which of the variable's values it holds, from 1. */
  readonly numbers: ReadonlyMap<string, ReadonlyMap<string, number>>;
  /** Finds a sensitive text, or a longer number, wherever it stands; undefined where there is none. */
  readonly pattern: RegExp | undefined;
}

/** Texts shorter than this are masked only as whole strings, since they occur within many words. */
const shortestText = 4;

/** Numbers with fewer digits than this are masked only in their definition, since they occur everywhere. */
const shortestNumber = 3;

/**
 * What to mask in the files of a stack's environments; undefined where nothing is sensitive.
 *
 * @param earlier what variables held that may still stand somewhere, by name
 */
export function maskingOf(
  stack: ProjectStack,
  environments: readonly Environment[],
  earlier: ReadonlyMap<string, readonly Value[]> = new Map(),
): Masking | undefined {
  const sensitive = [...stack.variables.values()].filter((variable) => variable.sensitive);
  if (sensitive.length === 0) return undefined;
  const numbers = new Map<string, ReadonlyMap<string, number>>();
  const texts = new Set<string>();
  for (const { name, type } of sensitive) {
    const meanings = new Map<string, number>();
    const byEnvironment = new Map<string, number>();
    const add = (value: Value): void => {
      for (const pattern of patternsOf(value, type)) texts.add(pattern);
    };
    earlier.get(name)?.forEach(add);
    for (const environment of environments) {
      const value = environment.values[name] ?? null;
      const meaning = canonical(value ?? undefined, type);
      if (!meanings.has(meaning)) {
        meanings.set(meaning, meanings.size + 1);
        add(value);
      }
      byEnvironment.set(environment.name, meanings.get(meaning) ?? 0);
    }
    numbers.set(name, byEnvironment);
  }
  // The longest first: one text may be a prefix of another.
  const alternatives = [...texts].sort((a, b) => b.length - a.length);
  const pattern = alternatives.length > 0 ? new RegExp(alternatives.join("|"), "g") : undefined;
  return { numbers, pattern };
}

/** What a value, and all that it holds, may look like in a file, as regular expressions. */
function patternsOf(value: Value, type: TerraformType | undefined): string[] {
  switch (typeof value) {
    case "string":
      return textPatterns(value);
    case "number":
    case "bigint": {
      const digits = String(value);
      return digits.length >= shortestNumber
        ? [`(?<![\\w.])${escapePattern(digits)}(?![\\w.])`]
        : [];
    }
    case "object":
      if (value === null) return [];
      return Object.entries(value).flatMap(([key, item]: [string, Value]) => [
        // Attributes of objects have their names from the schema.
        ...(type?.kind === "map" ? textPatterns(key) : []),
        ...patternsOf(item, type && partOf(type, key)),
      ]);
    default:
      return [];
  }
}

function partOf(type: TerraformType, key: string): TerraformType | undefined {
  if (type.kind === "object") return type.attributes[key]?.type;
  if (type.kind === "tuple") return type.elements[Number(key)];
  return "element" in type ? type.element : undefined;
}

function textPatterns(text: string): string[] {
  // As HCL, JSON and heredocs write it; a heredoc line by line.
  const lines = text.split("\n").map((line) => line.trim());
  const forms = [escapeText(text), JSON.stringify(text).slice(1, -1), text, ...lines];
  return [...new Set(forms)].flatMap((form) => {
    if (form.includes("\n") || form === "") return [];
    return form.length >= shortestText
      ? [escapePattern(form)]
      : [`(?<=")${escapePattern(form)}(?=")`];
  });
}

function escapePattern(text: string): string {
  return text.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, "\\$&");
}

/**
 * The lines of an environment's file as they may be shown: as many as the file has, so that a diff of the
 * real ones can be reported with these.
 *
 * @returns the line at an index, from 0
 */
export function maskedLines(
  text: string,
  environment: string,
  { numbers, pattern }: Masking,
): (index: number) => string | undefined {
  const masked = maskDefinitions(text, new Set(numbers.keys()), (name, value) => {
    const shown = sensitiveText(numbers.get(name)?.get(environment));
    return value
      .split("\n")
      .map(() => shown)
      .join("\n  ");
  });
  const lines = masked.split("\n");
  return (index) => (pattern ? lines[index]?.replaceAll(pattern, "(sensitive)") : lines[index]);
}

/** A value that is not sensitive itself, without the sensitive texts that somebody wrote into it. */
export function maskedValue(value: Value, masking: Masking): Value {
  const { pattern } = masking;
  if (!pattern) return value;
  if (typeof value === "string") return value.replaceAll(pattern, "(sensitive)");
  if (typeof value !== "object" || value === null) return value;
  if (isMapValue(value)) {
    const entries = Object.entries(value).map(([key, item]) => [key, maskedValue(item, masking)]);
    return Object.fromEntries(entries);
  }
  return (value as readonly Value[]).map((item) => maskedValue(item, masking));
}

/** What is shown in place of a sensitive value: equal values have equal numbers. */
export function sensitiveText(number: number | undefined): string {
  return number === undefined ? "(sensitive)" : `(sensitive value ${number})`;
}
