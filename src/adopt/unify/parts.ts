import type { Value } from "../../model/value.ts";

/** What a place in Terraform code is called: the words that a name for it can be made of, outermost first. */
export type Place = readonly string[];

/** Whether a value says where the state of an environment is: a copy of it would take another one's. */
export function isStatePlace(place: Place): boolean {
  const [last = ""] = place.slice(-1);
  if (place.includes("workspaces")) return /^(?:name|prefix)$/.test(last);
  return place.includes("backend") && /^(?:key|prefix|path|address)$/.test(last);
}

/** A piece of a template in the making. Environments are known by their index. */
export type Part =
  /** The same everywhere. */
  | { readonly kind: "text"; readonly text: string }
  /** The name of the environment, as a literal or inside of a text. */
  | { readonly kind: "name"; readonly form: Form; readonly isShort: boolean }
  /** A value of each environment. */
  | ValuePart
  /** What only some environments have, or each in its own words. */
  | ChoicePart;

/** How a value is written: as an HCL literal, or as it is, inside of a longer text. */
export type Form = "literal" | "raw";

/** A value that differs, or that is one of a variable. */
export interface ValuePart {
  readonly kind: "value";
  readonly form: Form;
  readonly place: Place;
  /** By environment; absent where the environment lacks the place. */
  readonly values: ReadonlyMap<number, Value>;
  /** The variable of the root module whose value it is. */
  readonly variable?: string | undefined;
}

/** Texts of which each environment has one, or none. */
export interface ChoicePart {
  readonly kind: "choice";
  readonly place: Place;
  /** The places of others that were joined to it. */
  readonly others?: readonly Place[];
  /** No environment is a member of two. */
  readonly branches: readonly Branch[];
}

/** Whole lines that some environments have. */
export interface Branch {
  readonly members: readonly number[];
  readonly parts: readonly Part[];
}

/** One environment's own of a text. */
export interface Side {
  readonly index: number;
  readonly text: string;
}

/** What every step of unifying knows. */
export interface Context {
  /** What environments are called in code, by index: the last step of their names. */
  readonly names: readonly string[];
  /** Whether that is the whole of their names. */
  readonly areWhole: boolean;
  /** Whether what comes out is formatted: blanks between tokens then mean nothing. */
  readonly formatted: boolean;
  /** The root module's variables of which a file gives the values; absent: it gives none. */
  readonly variables?: ReadonlySet<string>;
  /** The root module's variables that no file gives a value: a default that differs is theirs. */
  readonly defaulted?: ReadonlySet<string>;
}

/** Puts parts one after the other, texts joined and choices between the same environments too. */
export function joined(parts: readonly Part[]): Part[] {
  const result: Part[] = [];
  for (const part of parts) {
    const last = result.at(-1);
    if (part.kind === "text" && last?.kind === "text") {
      result.splice(-1, 1, { kind: "text", text: last.text + part.text });
    } else if (part.kind === "choice" && last?.kind === "choice" && haveSameMembers(part, last)) {
      const branches = last.branches.map(({ members, parts: before }, at) => ({
        members,
        parts: joined([...before, ...(part.branches[at]?.parts ?? [])]),
      }));
      const others = [...(last.others ?? []), part.place, ...(part.others ?? [])];
      result.splice(-1, 1, { ...last, others, branches });
    } else if (part.kind !== "text" || part.text !== "") result.push(part);
  }
  return result;
}

function haveSameMembers(one: ChoicePart, other: ChoicePart): boolean {
  return (
    one.branches.length === other.branches.length &&
    one.branches.every(({ members }, at) => members.join() === other.branches[at]?.members.join())
  );
}
