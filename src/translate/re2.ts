import { type AST, parseRegExpLiteral } from "@eslint-community/regexpp";
import { failure, type Result, success } from "../model/result.ts";
import { characterClass, characterSet, printCharacter } from "./re2Characters.ts";
import { type Printing, type Re2Refusal, refuse } from "./re2Printing.ts";

/** One call of Terraform's `regex()`: the pattern must match, or (`matches: false`) must not. */
export interface Re2Test {
  readonly pattern: string;
  readonly matches: boolean;
}

/** RE2 refuses counts above this, and nested counts whose product is above it. */
const largestCount = 1000;

/**
 * A JavaScript pattern as the RE2 patterns of Terraform's `regex()` that accept the same strings.
 *
 * Lookaheads right after a leading `^` become tests of their own (`^(?=.*\d).{8,}$` is two tests); any other lookaround
 * is refused. Groups lose their names: Terraform refuses a pattern that has named and unnamed ones. Without the flag
 * `u` JavaScript counts a character beyond U+FFFF as two, RE2 always as one: there the tests do what the flag `u` would
 * do, and `stricterThanZod` tells of values for which that is not the same.
 *
 * @returns the tests, all of which must hold, or every reason why there are none
 * @see https://github.com/google/re2/wiki/Syntax
 */
export function toRe2(pattern: RegExp): Result<readonly Re2Test[], Re2Refusal> {
  const printing: Printing = {
    unicode: pattern.unicode,
    ignoreCase: pattern.ignoreCase,
    dotAll: pattern.dotAll,
    multiline: pattern.multiline,
    refusals: [],
  };
  refuseFlags(pattern, printing);
  if (printing.refusals.length > 0) return failure(...printing.refusals);

  const { alternatives } = parseRegExpLiteral(pattern).pattern;
  // Under `u` both languages fold case by Unicode's simple folding; without it see re2Characters.
  const prefix = pattern.ignoreCase && pattern.unicode ? "(?i)" : "";
  const tests = separateLookaheads(alternatives, printing).map(({ matches, text }) => ({
    pattern: prefix + text,
    matches,
  }));
  return printing.refusals.length > 0 ? failure(...printing.refusals) : success(tests);
}

function refuseFlags(pattern: RegExp, printing: Printing): void {
  if (pattern.sticky) {
    refuse(printing, "has the flag y", "Write ^ at its start and drop the flag");
  }
  if (pattern.flags.includes("v")) {
    refuse(printing, "has the flag v", "Use the flag u, and plain character classes");
  }
}

/** `^(?=A)(?!B)C` accepts what `^A` and `^C` match and `^B` does not. */
function separateLookaheads(
  alternatives: readonly AST.Alternative[],
  printing: Printing,
): { matches: boolean; text: string }[] {
  const [only] = alternatives;
  const start = only?.elements[0];
  const anchored =
    alternatives.length === 1 && start?.type === "Assertion" && start.kind === "start";
  if (!only || !anchored)
    return [{ matches: true, text: printAlternatives(alternatives, printing) }];

  const rest = only.elements.slice(1);
  const firstOther = rest.findIndex(
    (element) => !(element.type === "Assertion" && element.kind === "lookahead"),
  );
  const lookaheads = firstOther < 0 ? rest : rest.slice(0, firstOther);
  const edge = printElement(start, printing);
  const tests = lookaheads.flatMap((element) => {
    if (element.type !== "Assertion" || element.kind !== "lookahead") return [];
    const [single] = element.alternatives;
    const body =
      single && element.alternatives.length === 1
        ? printElements(single.elements, printing)
        : `(?:${printAlternatives(element.alternatives, printing)})`;
    return [{ matches: !element.negate, text: edge + body }];
  });
  const remaining = firstOther < 0 ? [] : rest.slice(firstOther);
  if (remaining.length === 0 && tests.length > 0) return tests;
  return [...tests, { matches: true, text: edge + printElements(remaining, printing) }];
}

function printAlternatives(alternatives: readonly AST.Alternative[], printing: Printing): string {
  return alternatives.map(({ elements }) => printElements(elements, printing)).join("|");
}

function printElements(elements: readonly AST.Element[], printing: Printing): string {
  return joinSurrogates(elements)
    .map((element) =>
      typeof element === "number"
        ? printCharacter(element, printing)
        : printElement(element, printing),
    )
    .join("");
}

/** Without the flag `u` a character beyond U+FFFF is parsed as its two UTF-16 units. */
function joinSurrogates(elements: readonly AST.Element[]): (AST.Element | number)[] {
  const joined: (AST.Element | number)[] = [];
  for (let index = 0; index < elements.length; index++) {
    const [high, low] = [elements[index], elements[index + 1]];
    if (high === undefined) continue;
    const pair =
      high.type === "Character" && low?.type === "Character"
        ? String.fromCharCode(high.value & 0xffff, low.value & 0xffff)
        : "";
    const codePoint = pair.codePointAt(0) ?? 0;
    const isPair = codePoint > 0xffff && high.type === "Character" && high.value <= 0xffff;
    joined.push(isPair ? codePoint : high);
    if (isPair) index++;
  }
  return joined;
}

function printElement(element: AST.Element, printing: Printing): string {
  switch (element.type) {
    case "Character":
      return printCharacter(element.value, printing);
    case "CharacterSet":
      return characterSet(element, printing);
    case "CharacterClass":
      return characterClass(element, printing);
    case "Group":
      return element.modifiers
        ? refuse(printing, "changes flags inside (?...)", "Give the whole pattern its flags")
        : `(?:${printAlternatives(element.alternatives, printing)})`;
    case "CapturingGroup":
      return `(${printAlternatives(element.alternatives, printing)})`;
    case "Quantifier":
      return printQuantifier(element, printing);
    case "Assertion":
      return printAssertion(element, printing);
    case "Backreference":
      return refuse(
        printing,
        `refers back to a group (${element.raw})`,
        "Write the possible texts out, or check this in .refine()",
      );
    case "ExpressionCharacterClass":
      return refuse(printing, "computes with character classes", "Write one plain class");
  }
}

function printAssertion(element: AST.Assertion, printing: Printing): string {
  switch (element.kind) {
    case "start":
    case "end":
      if (printing.multiline) {
        refuse(
          printing,
          `has ${element.raw} under the flag m, and JavaScript ends a line where RE2 does not`,
          "Drop the flag m, and write (^|\\n) or (\\n|$) for the ends of a line",
        );
      }
      return element.kind === "start" ? "^" : "$";
    case "word":
      if (printing.unicode && printing.ignoreCase) {
        refuse(printing, `has ${element.raw} under the flags iu`, "Drop the flag i or u");
      }
      return element.negate ? "\\B" : "\\b";
    default:
      return refuse(
        printing,
        `looks ${element.kind === "lookahead" ? "ahead" : "behind"} with ${element.raw}`,
        "Write the lookahead right after a leading ^, split the pattern into several .regex(), " +
          "or check this in .refine()",
      );
  }
}

function printQuantifier(quantifier: AST.Quantifier, printing: Printing): string {
  const { element, min, max, greedy, raw } = quantifier;
  if (repetitions(quantifier) > largestCount) {
    refuse(
      printing,
      `repeats more than ${largestCount} times (${raw})`,
      "Check the length with .min() and .max(), and repeat with * or +",
    );
  }
  const lazy = greedy ? "" : "?";
  return `${printElement(element, printing)}${count(min, max)}${lazy}`;
}

function count(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

/** How often RE2 would copy the innermost element: nested counts multiply. */
function repetitions(node: AST.Element): number {
  switch (node.type) {
    case "Quantifier": {
      const { min, max, element } = node;
      const own = max === Number.POSITIVE_INFINITY ? min : max;
      return Math.max(own, 1) * repetitions(element);
    }
    case "Group":
    case "CapturingGroup":
      return Math.max(1, ...node.alternatives.flatMap(({ elements }) => elements.map(repetitions)));
    default:
      return 1;
  }
}
