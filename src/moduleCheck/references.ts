import { nearest } from "../diagnostics/nearest.ts";
import { attributeNamed, wholeReference } from "../hcl/outline/find.ts";
import type { Block, Range, Reference, Statement } from "../hcl/outline/nodes.ts";
import type { TerraformType } from "../model/terraformType.ts";
import { type Finding, found } from "./finding.ts";
import type { Module, ReadFile } from "./module.ts";
import { declaredType } from "./values.ts";

/** What a module declares, by the word that a reference to it begins with. */
interface Names {
  readonly variables: ReadonlySet<string>;
  /** The type of a variable, where that can be read. */
  readonly typeOf: (variable: string) => TerraformType | undefined;
  readonly locals: ReadonlySet<string>;
  readonly calls: ReadonlySet<string>;
  readonly resources: ReadonlySet<string>;
  readonly sources: ReadonlySet<string>;
}

/** Where a reference stands. */
interface Place {
  readonly file: ReadFile;
  readonly block: Block;
  /** The names that `dynamic` blocks around it bind. */
  readonly bound: readonly string[];
  /** Whether `self` exists: in provisioners, connections and postconditions. */
  readonly hasSelf: boolean;
}

/** Blocks whose expressions name objects of other places or times. */
const namesElsewhere = new Set(["terraform", "moved", "removed", "import"]);

/** Arguments that hold names of their own kinds. */
const notEvaluated = new Set(["provider", "providers", "ignore_changes", "type"]);

const attributesOf = {
  path: ["module", "root", "cwd"],
  terraform: ["workspace", "applying"],
};

/** References to what a module does not declare, or that are not valid at their place. */
export function checkReferences(module: Module): Finding[] {
  const named = (declared: readonly { readonly name: string }[]) =>
    new Set(declared.map(({ name }) => name));
  const names = {
    variables: named(module.variables),
    typeOf(name: string) {
      const variable = module.variables.find((each) => each.name === name);
      return variable && declaredType(variable);
    },
    locals: named(module.locals),
    calls: named(module.calls),
    resources: named(module.resources),
    sources: named(module.sources),
  };
  return module.blocks.flatMap(({ file, block }) => {
    // A block of a later version may bind names of its own.
    if (namesElsewhere.has(block.type)) return [];
    const place = { file, block, bound: [], hasSelf: false };
    return block.body.statements.flatMap((statement) =>
      checkStatement(statement, place, names, module.isOpaque),
    );
  });
}

function checkStatement(
  statement: Statement,
  place: Place,
  names: Names,
  isOpaque: boolean,
): Finding[] {
  if (statement.kind === "block") {
    const inner = placeIn(statement, place);
    return statement.body.statements.flatMap((each) =>
      checkStatement(each, inner, names, isOpaque),
    );
  }
  if (statement.kind === "attribute" && notEvaluated.has(statement.name)) return [];
  const { references, tokens } = statement.expression;
  // Inside of try() and can(), a name may be missing.
  const isTried = tokens.some(({ text }) => text === "try" || text === "can");
  return references.flatMap((reference) => [
    ...checkContext(reference, place),
    ...(isOpaque ? [] : checkDeclared(reference, place, names)),
    ...(isOpaque || isTried ? [] : checkAttributes(reference, place, names)),
  ]);
}

function placeIn({ type, labels, body }: Block, place: Place): Place {
  if (type === "dynamic") {
    const iterator = attributeNamed(body, "iterator");
    const name = (iterator && wholeReference(iterator.expression)?.root) ?? labels[0]?.text ?? "";
    return { ...place, bound: [...place.bound, name] };
  }
  const hasSelf = ["provisioner", "connection", "postcondition"].includes(type);
  return hasSelf ? { ...place, hasSelf } : place;
}

function checkContext(reference: Reference, { file, block, bound, hasSelf }: Place): Finding[] {
  const { root, steps } = reference;
  const [step] = steps;
  if (bound.includes(root) || !step) return [];
  const misplaced = (context: "each" | "count" | "self"): Finding[] => {
    const args = { reference: file.text.slice(reference.start, step.end), root: context };
    return [found(file, reference, "misplaced-reference", args)];
  };
  const repeats = (argument: string): boolean =>
    block.type === "provider" || attributeNamed(block.body, argument) !== undefined;
  if (root === "each" && !repeats("for_each")) return misplaced(root);
  if (root === "count" && !repeats("count")) return misplaced(root);
  if (root === "self" && !hasSelf) return misplaced(root);
  const { name } = step;
  const known = root === "path" || root === "terraform" ? attributesOf[root] : undefined;
  if (!known || name === undefined || known.includes(name)) return [];
  const suggestion = nearest(name, known);
  return [found(file, step, "unknown-attribute", { root, name, suggestion })];
}

/** `var.o.x` where the type of `o` has no attribute `x`. */
function checkAttributes(
  { root, steps: [first, ...steps] }: Reference,
  { file, bound }: Place,
  { typeOf }: Names,
): Finding[] {
  if (root !== "var" || first?.name === undefined || bound.includes(root)) return [];
  let type = typeOf(first.name);
  for (const { kind, name, start, end } of steps) {
    if (kind === "splat" || !type) return [];
    if (type.kind === "object") {
      if (name === undefined) return [];
      const attributes = Object.keys(type.attributes);
      if (!attributes.includes(name)) {
        const args = { root: `var.${first.name}`, name, suggestion: nearest(name, attributes) };
        return [found(file, { start, end }, "unknown-attribute", args)];
      }
      type = type.attributes[name]?.type;
    } else type = "element" in type ? type.element : undefined;
  }
  return [];
}

function checkDeclared(reference: Reference, { file, bound }: Place, names: Names): Finding[] {
  const { root, steps } = reference;
  const [first, second] = steps;
  const name = first?.kind === "attribute" ? first.name : undefined;
  if (bound.includes(root) || first === undefined || name === undefined) return [];
  const missing = (what: string, asked: string, declared: ReadonlySet<string>, place: Range) => {
    if (declared.has(asked)) return [];
    const suggestion = nearest(asked, declared);
    return [found(file, place, "undeclared-reference", { what, name: asked, suggestion })];
  };
  const place = { start: reference.start, end: first.end };
  switch (root) {
    case "var":
      return missing("variable", name, names.variables, place);
    case "local":
      return missing("local value", name, names.locals, place);
    case "module":
      return missing("module", name, names.calls, place);
    case "data":
    case "ephemeral": {
      if (second?.kind !== "attribute") return [];
      const asked = `${root}.${name}.${second.name}`;
      const what = root === "data" ? "data source" : "ephemeral resource";
      return missing(what, asked, names.sources, { start: reference.start, end: second.end });
    }
    case "each":
    case "count":
    case "self":
    case "path":
    case "terraform":
    case "resource":
    case "action":
      return [];
    default:
      // A resource's type begins with the provider's name. Other names may be of a later version.
      return root.includes("_")
        ? missing("resource", `${root}.${name}`, names.resources, place)
        : [];
  }
}
