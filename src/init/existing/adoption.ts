import { type Diagnostic, diagnostic } from "../../diagnostics/diagnostic.ts";
import { locationAt } from "../../diagnostics/position.ts";
import { format } from "../../hcl/format.ts";
import type { ReadType } from "../../hcl/readType.ts";
import type { Value } from "../../model/value.ts";
import { jsonLiteral } from "../../render/literals.ts";
import type { Declaration, SpecValues } from "../blueprint.ts";
import type { Block } from "./blocks.ts";
import { type CodeFile, type ExistingEnvironment, type ExistingModule, leftAt } from "./read.ts";
import { converted, zodText } from "./zodType.ts";

/** A block as one environment has it. */
export interface Occurrence {
  readonly environment: string;
  readonly file: CodeFile;
  readonly block: Block;
}

/** A block that all environments have: `module "network"`, or the second `locals`. */
export interface Part {
  readonly type: string;
  readonly labels: readonly string[];
  readonly first: Occurrence;
  /** One for each environment, in their order. */
  readonly occurrences: readonly Occurrence[];
}

/** The taking over, under way: what was found out so far. */
export interface Adoption {
  readonly environments: readonly ExistingEnvironment[];
  readonly modules: readonly ExistingModule[];
  /** Why it cannot be done. With one of them nothing is taken over. */
  readonly reasons: Diagnostic[];
  /** What to know of what was taken over. */
  readonly notes: Diagnostic[];
  readonly variables: Map<string, Declaration>;
  readonly settings: Map<string, Declaration>;
  /** Something at a part, or at an attribute of it, keeps it from being done. */
  readonly leave: (part: Part, why: string, attribute?: string) => void;
  /** Declares a variable of a type, or a setting where no type can be told, and keeps its values, one an environment. */
  readonly declare: (request: DeclarationRequest) => Declaration | undefined;
  /** What the specs are going to say. */
  readonly values: () => {
    readonly shared: SpecValues;
    readonly each: ReadonlyMap<string, SpecValues>;
  };
}

/** What is to be declared. */
export interface DeclarationRequest {
  readonly name: string;
  readonly kind: "variable" | "setting";
  readonly type: ReadType | undefined;
  /** The zod expression, where it is not that of the type. */
  readonly zod?: string;
  readonly description: string;
  /** In the order of the environments. */
  readonly values: readonly Value[];
  readonly modules?: ReadonlyMap<string, string>;
  readonly sensitive?: boolean;
  readonly comment?: string;
}

/** Begins with nothing found out. */
export function beginAdoption(
  environments: readonly ExistingEnvironment[],
  modules: readonly ExistingModule[],
): Adoption {
  const reasons: Diagnostic[] = [];
  const variables = new Map<string, Declaration>();
  const settings = new Map<string, Declaration>();
  const given = {
    variables: new Map<string, readonly Value[]>(),
    settings: new Map<string, readonly Value[]>(),
  };
  const names = environments.map(({ name }) => name);
  const drift = `differs between ${listText(names)} since before terraloom: say why`;
  return {
    environments,
    modules,
    reasons,
    notes: [],
    variables,
    settings,
    leave({ first: { file, block } }, why, name) {
      const attribute = block.attributes.find((one) => one.name === name);
      reasons.push(leftAt(file, attribute?.offset ?? block.offset, why));
    },
    declare({ name, kind, type, zod, description, values, modules: to, sensitive, comment }) {
      const fitting = type ? values.map((value) => converted(value, type)) : values;
      if (fitting.some((value) => value === undefined)) return undefined;
      const all = fitting as readonly Value[];
      const declaration: Declaration = {
        name,
        type: zod ?? (type ? zodText(type) : "z.unknown()"),
        description,
        ...(to ? { modules: to } : {}),
        ...(sensitive && kind === "variable" ? { sensitive } : {}),
        ...(areEqual(all) ? {} : { drift }),
        ...(comment === undefined ? {} : { comment }),
      };
      const section = kind === "variable" ? "variables" : "settings";
      (kind === "variable" ? variables : settings).set(name, declaration);
      given[section].set(name, all);
      return declaration;
    },
    values() {
      const shared = { settings: {}, variables: {} } as {
        settings: Record<string, Value>;
        variables: Record<string, Value>;
      };
      const each = new Map(names.map((name) => [name, structuredClone(shared)]));
      for (const section of ["settings", "variables"] as const) {
        for (const [name, values] of given[section]) {
          if (areEqual(values)) shared[section][name] = values[0] as Value;
          else {
            for (const [index, environment] of names.entries()) {
              const own = each.get(environment);
              if (own) own[section][name] = values[index] as Value;
            }
          }
        }
      }
      return { shared, each };
    },
  };
}

function areEqual(values: readonly Value[]): boolean {
  return new Set(values.map(jsonLiteral)).size < 2;
}

function listText(names: readonly string[]): string {
  return names.length < 2 ? names.join("") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** The blocks of all environments, side by side. One that an environment lacks is a reason. */
export function partsOf(adoption: Adoption): readonly Part[] {
  const found = new Map<
    string,
    { type: string; labels: readonly string[]; occurrences: Occurrence[] }
  >();
  for (const { name, files } of adoption.environments) {
    const seen = new Map<string, number>();
    for (const file of files) {
      for (const block of file.body.blocks) {
        const key = [block.type, ...block.labels].join(" ");
        const count = seen.get(key) ?? 0;
        seen.set(key, count + 1);
        const occurrence = { environment: name, file, block };
        const known = found.get(`${key} ${count}`);
        if (known) known.occurrences.push(occurrence);
        else
          found.set(`${key} ${count}`, {
            type: block.type,
            labels: block.labels,
            occurrences: [occurrence],
          });
      }
    }
  }
  return [...found.values()].flatMap(({ type, labels, occurrences }): Part[] => {
    const [first] = occurrences;
    if (!first) return [];
    const part = { type, labels, first, occurrences };
    const without = adoption.environments.find(
      (one) => !occurrences.some(({ environment }) => environment === one.name),
    );
    if (!without) return [part];
    adoption.leave(part, `${without.name} has no such block`);
    return [];
  });
}

/** The text of a part, if it is the same in all environments but for its formatting. */
export function sameText(
  adoption: Adoption,
  part: Part,
  textOf: (block: Block) => string = (block) => block.text,
): string | undefined {
  const texts = part.occurrences.map(({ block }) => textOf(block));
  const formatted = texts.map((text) => {
    const made = format(`${text}\n`);
    return made.ok ? made.value.trim() : text;
  });
  const other = part.occurrences[formatted.findIndex((text) => text !== formatted[0])];
  if (!other) return texts[0];
  adoption.leave(part, `it is not the same in ${part.first.environment} and ${other.environment}`);
  return undefined;
}

/** A place in a file, for what is told of it. */
export function noteAt({ path, text }: CodeFile, offset: number, note: string): Diagnostic {
  return diagnostic("taken-over-but", { note }, locationAt(path, text, offset));
}

/** Text as a template writes it: two braces are Handlebars' own. */
export function escapeBraces(text: string): string {
  return text.replaceAll("{{", "\\{{");
}
