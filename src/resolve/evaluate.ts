import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSetting, ProjectVariable, SchemaFunction } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import {
  askType,
  judge,
  runSchemaCode,
  SchemaFailure,
  thrownProblem,
  typeCode,
} from "../schemaCode/schemaCode.ts";
import { toPlain } from "../translate/toPlain.ts";
import { toZodInput } from "../translate/zodInput.ts";
import { explainHidden } from "./explainHidden.ts";
import { explainIssue } from "./explainIssue.ts";
import { lazily } from "./lazily.ts";
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

/** A function that is being run. */
interface Step {
  readonly key: string;
  readonly label: string;
  /** `computing "x"`, `the rule "..."`, and where that is declared. */
  readonly what: string;
  readonly location: Environment["stack"]["location"];
  readonly reads: Set<string>;
  /** The sensitive variable that it has read. */
  sensitive?: string;
}

/** Prepares the evaluation of what environments compute. */
export function evaluatorOf(environments: readonly Environment[]): Evaluator {
  const problems: Diagnostic[] = [];
  const made = new Map<string, ReturnType<Evaluator["computed"]>>();
  const views = new Map<Environment, object>();
  /** The values that are being made, each for the one before it. */
  const way: Step[] = [];

  let across = false;

  const read = (what: string): void => {
    way.at(-1)?.reads.add(what);
  };
  const seeSensitive = (name: string): void => {
    const step = way.at(-1);
    if (step) step.sensitive ??= name;
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
    const what = `computing "${path.name}"`;
    const step: Step = { key, label, what, location, reads: new Set() };
    const outcome = call(compute, environment, step);
    const checked = outcome.result && check(outcome.result.value, declaration);
    const name = { name: path.name, environment: environment.name };
    if (outcome.result && step.sensitive !== undefined && maySay(declaration)) {
      const kind = path.section === "settings" ? ("setting" as const) : ("variable" as const);
      const args = { ...name, kind, from: step.sensitive };
      problems.push(diagnostic("computed-sensitive", args, location));
    } else if (checked && "problem" in checked) {
      problems.push(diagnostic("computed-wrong", { ...name, problem: checked.problem }, location));
    }
    const { reads } = outcome;
    const finished = checked && "said" in checked ? { ...checked, reads } : { reads };
    made.set(key, finished);
    return finished;
  };

  const call = (run: SchemaFunction, environment: Environment, step: Step): Outcome => {
    const { what, location, reads } = step;
    const code = { what, environment: environment.name, location };
    way.push(step);
    try {
      const value = runSchemaCode(code, () => run(factsOf(environment) as never));
      return { result: { value }, reads };
    } catch (thrown) {
      if (thrown instanceof SchemaFailure) problems.push(thrown.problem);
      else if (!(thrown instanceof Unknown)) {
        const isSensitive = step.sensitive !== undefined;
        problems.push(thrownProblem({ ...code, isSensitive }, thrown));
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
    const result = judge(declaration.zod, inputOf(declaration, value), typeCode(declaration));
    if (!result.success) throw new Unknown();
    return result.data;
  };

  const unknownRead = ({ of, section, key, known }: UnknownRead): SchemaFailure => {
    const { what = "a function", location } = way.at(-1) ?? {};
    const args = {
      what,
      name: `${section}.${key}`,
      stack: of.stack.name,
      suggestion: nearest(key, known),
    };
    return new SchemaFailure(diagnostic("function-reads-unknown", args, location));
  };

  const viewOf = (environment: Environment): object => {
    const known = views.get(environment);
    if (known) return known;
    const section = (name: ValuePath["section"]): object =>
      lazily([...environment.stack[name].keys()], {
        make: (key) => {
          read(`${name}.${key}`);
          if (isSensitive(declarationOf(environment, { section: name, name: key })))
            seeSensitive(key);
          return heldValue(environment, { section: name, name: key });
        },
        refuse: (key, known) => unknownRead({ of: environment, section: name, key, known }),
      });
    const view = {
      environment: lazily(["name", "each"], {
        make: (key) => {
          read(`environment.${key}`);
          return key === "name" ? environment.name : environment.each;
        },
        refuse: (key, known) =>
          unknownRead({ of: environment, section: "environment", key, known }),
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
    run: (what, run, environment) => {
      const { location } = environment.stack;
      return call(run, environment, { key: what, label: what, what, location, reads: new Set() });
    },
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

/** What a function of the schema read, and what there is not. */
interface UnknownRead {
  readonly of: Environment;
  readonly section: ValuePath["section"] | "environment";
  readonly key: string;
  readonly known: readonly string[];
}

function isSensitive(declaration: ProjectSetting | ProjectVariable): boolean {
  return "sensitive" in declaration && declaration.sensitive;
}

/** Whether a value that is shown says something of a sensitive one: yes or no does not. */
function maySay(declaration: ProjectSetting | ProjectVariable): boolean {
  const isYesOrNo = "type" in declaration && declaration.type.kind === "bool";
  return !isSensitive(declaration) && !isYesOrNo;
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
  return askType(typeCode(declaration), () => {
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
    const explain = isSensitive(declaration) ? explainHidden : explainIssue;
    return { problem: (issue && explain(issue, said, [])[0]?.problem) ?? "it is something else" };
  });
}
