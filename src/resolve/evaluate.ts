import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSetting, ProjectVariable, SchemaFunction } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { explainIssue } from "./explainIssue.ts";
import { variableInput } from "./variableInput.ts";

/** A value of an environment, by the section that it stands in. */
export interface ValuePath {
  readonly section: "settings" | "variables";
  readonly name: string;
}

/** What a function of the schema gave, and what it read to give it. */
export interface Outcome {
  /** Absent where something is wrong. */
  readonly result?: { readonly value: unknown };
  /** `environment.name`, `settings.x`, `variables.x`, `environments`. */
  readonly reads: ReadonlySet<string>;
}

/** Runs functions of the schema on environments. Every computed value is made once, when it is first asked for. */
export interface Evaluator {
  readonly problems: readonly Diagnostic[];
  /** Whether a function has asked for several environments so far. */
  readonly looksAcross: () => boolean;
  /** A computed value, as zod gives it out and as a spec would say it. */
  readonly computed: (
    environment: Environment,
    path: ValuePath,
  ) => Outcome & { readonly said?: Value };
  readonly run: (what: string, run: SchemaFunction, environment: Environment) => Outcome;
}

/** Thrown through functions of the schema where a value that they read is wrong already. */
class Unknown extends Error {}

/** Prepares the evaluation of what environments compute. */
export function evaluatorOf(environments: readonly Environment[]): Evaluator {
  const problems: Diagnostic[] = [];
  const made = new Map<string, ReturnType<Evaluator["computed"]>>();
  const views = new Map<Environment, object>();
  /** The values that are being made, each for the one before it. */
  const way: { readonly key: string; readonly label: string; readonly reads: Set<string> }[] = [];

  let across = false;

  const read = (what: string): void => {
    way.at(-1)?.reads.add(what);
  };

  const computed: Evaluator["computed"] = (environment, path) => {
    const label = `${path.section}.${path.name}`;
    const key = `${environment.name}\n${label}`;
    const known = made.get(key);
    if (known) return known;
    const declaration = declarationOf(environment, path);
    const { compute, location } = declaration;
    if (!compute) throw new Error(`${label} is not computed`);
    const circle = way.findIndex((step) => step.key === key);
    if (circle >= 0) {
      const names = [...way.slice(circle).map((step) => step.label), label];
      const args = { name: path.name, environment: environment.name, way: names };
      problems.push(diagnostic("computed-cycle", args, location));
      throw new Unknown();
    }
    const outcome = call(
      `computing "${path.name}"`,
      compute,
      environment,
      { key, label },
      location,
    );
    const checked = outcome.result && check(outcome.result.value, declaration);
    if (checked && "problem" in checked) {
      const args = { name: path.name, environment: environment.name, problem: checked.problem };
      problems.push(diagnostic("computed-wrong", args, location));
    }
    const { reads } = outcome;
    const finished = checked && "said" in checked ? { ...checked, reads } : { reads };
    made.set(key, finished);
    return finished;
  };

  const call = (
    what: string,
    run: SchemaFunction,
    environment: Environment,
    step: { readonly key: string; readonly label: string },
    location: Environment["stack"]["location"],
  ): Outcome => {
    const reads = new Set<string>();
    way.push({ ...step, reads });
    try {
      return { result: { value: run(factsOf(environment) as never) }, reads };
    } catch (thrown) {
      if (!(thrown instanceof Unknown)) {
        const message = thrown instanceof Error ? thrown.message : String(thrown);
        const args = { what, environment: environment.name, message };
        problems.push(diagnostic("schema-function-throws", args, location));
      }
      return { reads };
    } finally {
      way.pop();
    }
  };

  const heldValue = (environment: Environment, path: ValuePath): unknown => {
    const declaration = declarationOf(environment, path);
    if (declaration.compute) {
      const { result } = computed(environment, path);
      if (!result) throw new Unknown();
      return result.value;
    }
    const said = path.section === "settings" ? environment.givenSettings : environment.given;
    const value = Object.hasOwn(said, path.name) ? said[path.name] : undefined;
    return declaration.zod.parse(inputOf(declaration, value));
  };

  const viewOf = (environment: Environment): object => {
    const known = views.get(environment);
    if (known) return known;
    const section = (name: ValuePath["section"]): object =>
      lazily([...environment.stack[name].keys()], (key) => {
        read(`${name}.${key}`);
        return heldValue(environment, { section: name, name: key });
      });
    const view = {
      environment: lazily(["name", "each"], (key) => {
        read(`environment.${key}`);
        return key === "name" ? environment.name : environment.each;
      }),
      settings: section("settings"),
      variables: section("variables"),
    };
    views.set(environment, view);
    return view;
  };

  const factsOf = (environment: Environment): object => {
    const of = (definition: object): readonly object[] => {
      read("environments");
      across = true;
      return environments
        .filter(({ stack }) => stack.definition === definition)
        .map((sister) => viewOf(sister));
    };
    return Object.defineProperty({ ...viewOf(environment), environmentsOf: of }, "environments", {
      enumerable: true,
      get: () => of(environment.stack.definition),
    });
  };

  return {
    problems,
    looksAcross: () => across,
    computed,
    run: (what, run, environment) =>
      call(what, run, environment, { key: what, label: what }, environment.stack.location),
  };
}

function declarationOf(
  { stack }: Environment,
  { section, name }: ValuePath,
): ProjectSetting | ProjectVariable {
  const declaration = stack[section].get(name);
  if (!declaration) throw new Error(`${section}.${name} is not declared`);
  return declaration;
}

/** An object whose members are made when they are read. */
function lazily(names: readonly string[], make: (name: string) => unknown): object {
  const object = {};
  for (const name of names) {
    Object.defineProperty(object, name, { enumerable: true, get: () => make(name) });
  }
  return Object.freeze(object);
}

function inputOf(declaration: ProjectSetting | ProjectVariable, value: Value | undefined): unknown {
  return "declaration" in declaration
    ? variableInput(declaration, value)
    : toZodInput(declaration.zod, value);
}

function check(
  value: unknown,
  declaration: ProjectSetting | ProjectVariable,
):
  | { readonly result: { readonly value: unknown }; readonly said?: Value }
  | { readonly problem: string } {
  const said = toPlain(value);
  const { zod } = declaration;
  const result = zod.safeParse(value);
  if (result.success) {
    // A setting's type may change what it is given, and would a second time.
    const data =
      "declaration" in declaration
        ? zod.parse(variableInput(declaration, toPlain(result.data)))
        : result.data;
    return { result: { value: data }, ...(said === undefined ? {} : { said }) };
  }
  const [issue] = result.error.issues;
  const explained = issue && explainIssue(issue, said, [])[0];
  return { problem: explained?.problem ?? "it is something else" };
}
