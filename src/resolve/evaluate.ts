import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import { nearest } from "../diagnostics/nearest.ts";
import type { Environment } from "../model/environment.ts";
import type { ProjectSetting, ProjectVariable, SchemaFunction } from "../model/schema.ts";
import type { Value } from "../model/value.ts";
import {
  judge,
  runSchemaCode,
  SchemaFailure,
  thrownProblem,
  typeCode,
} from "../schemaCode/schemaCode.ts";
import { checkComputed, computedProblem, inputOf, isSensitive } from "./checkComputed.ts";
import { lazyFacts } from "./lazyFacts.ts";

/** A value of an environment, by its section. */
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

/** A computed value, as zod gives it out and as a spec would say it. */
interface ComputedValue extends Outcome {
  readonly said?: Value;
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

/** Runs functions of the schema on environments. Every computed value is computed once, on first use. */
export class Evaluator {
  readonly problems: Diagnostic[] = [];
  /** Whether a function has read several environments so far. */
  readsOtherEnvironments = false;
  private readonly environments: readonly Environment[];
  private readonly made = new Map<string, ComputedValue>();
  private readonly views = new Map<Environment, object>();
  /** The values that are being computed, each for the one before it. */
  private readonly way: Step[] = [];

  constructor(environments: readonly Environment[]) {
    this.environments = environments;
  }

  /** A computed value; it must be one. */
  computed(environment: Environment, path: ValuePath): ComputedValue {
    const label = `${path.section}.${path.name}`;
    const key = `${environment.name}\n${label}`;
    const known = this.made.get(key);
    if (known) return known;
    const declaration = declarationOf(environment, path);
    const { compute, location } = declaration;
    if (!compute) throw new Error(`${label} is not computed`);
    this.refuseCircle(key, label, { name: path.name, environment: environment.name }, location);
    const what = `computing "${path.name}"`;
    const step: Step = { key, label, what, location, reads: new Set() };
    const outcome = this.call(compute, environment, step);
    const { reads } = outcome;
    const checked = outcome.result && checkComputed(outcome.result.value, declaration);
    const problem =
      checked && computedProblem(checked, declaration, environment.name, step.sensitive);
    if (problem) this.problems.push(problem);
    const finished = checked && "said" in checked ? { ...checked, reads } : { reads };
    this.made.set(key, finished);
    return finished;
  }

  /**
   * Runs a function of the schema; an exception in it is a problem.
   *
   * @param what it is, in a message: `the rule "..."`
   */
  run(what: string, run: SchemaFunction, environment: Environment): Outcome {
    const { location } = environment.stack;
    return this.call(run, environment, {
      key: what,
      label: what,
      what,
      location,
      reads: new Set(),
    });
  }

  private call(run: SchemaFunction, environment: Environment, step: Step): Outcome {
    const { what, location, reads } = step;
    const code = { what, environment: environment.name, location };
    this.way.push(step);
    try {
      const value = runSchemaCode(code, () => run(this.factsOf(environment) as never));
      return { result: { value }, reads };
    } catch (thrown) {
      if (thrown instanceof SchemaFailure) this.problems.push(thrown.problem);
      else if (!(thrown instanceof Unknown)) {
        const isSensitive = step.sensitive !== undefined;
        this.problems.push(thrownProblem({ ...code, isSensitive }, thrown));
      }
      return { reads };
    } finally {
      this.way.pop();
    }
  }

  /** A value that is computed from itself is an error. */
  private refuseCircle(
    key: string,
    label: string,
    value: { readonly name: string; readonly environment: string },
    location: Environment["stack"]["location"],
  ): void {
    const start = this.way.findIndex((step) => step.key === key);
    if (start < 0) return;
    const way = [...this.way.slice(start).map((step) => step.label), label];
    this.problems.push(diagnostic("computed-cycle", { ...value, way }, location));
    throw new Unknown();
  }

  private heldValue(environment: Environment, path: ValuePath): unknown {
    const declaration = declarationOf(environment, path);
    if (declaration.compute) {
      const { result } = this.computed(environment, path);
      if (!result) throw new Unknown();
      return result.value;
    }
    const said = path.section === "settings" ? environment.givenSettings : environment.given;
    const value = Object.hasOwn(said, path.name) ? said[path.name] : undefined;
    const result = judge(declaration.zod, inputOf(declaration, value), typeCode(declaration));
    if (!result.success) throw new Unknown();
    return result.data;
  }

  /** What a function is given: the environment's own facts, and those of the others of its stack. */
  private factsOf(environment: Environment): object {
    const of = (definition: object): readonly object[] => {
      this.read("environments");
      this.readsOtherEnvironments = true;
      return this.environments
        .filter(({ stack }) => stack.definition === definition)
        .map((sister) => this.viewOf(sister));
    };
    const facts = { ...this.viewOf(environment), environmentsOf: of };
    return Object.defineProperty(facts, "environments", {
      enumerable: true,
      get: () => of(environment.stack.definition),
    });
  }

  /** An environment as functions see it; what they read of it is noted. */
  private viewOf(environment: Environment): object {
    const known = this.views.get(environment);
    if (known) return known;
    const section = (name: ValuePath["section"]): object =>
      lazyFacts([...environment.stack[name].keys()], {
        make: (key) => {
          const path = { section: name, name: key };
          const hides = isSensitive(declarationOf(environment, path));
          this.read(`${name}.${key}`, hides ? key : undefined);
          return this.heldValue(environment, path);
        },
        refuse: (key, known) => this.unknownRead(environment, `${name}.${key}`, key, known),
      });
    const view = {
      environment: lazyFacts(["name", "each"], {
        make: (key) => {
          this.read(`environment.${key}`);
          return key === "name" ? environment.name : environment.each;
        },
        refuse: (key, known) => this.unknownRead(environment, `environment.${key}`, key, known),
      }),
      settings: section("settings"),
      variables: section("variables"),
    };
    this.views.set(environment, view);
    return view;
  }

  /** What is wrong where the function that is being run reads what there is not. */
  private unknownRead(
    { stack }: Environment,
    name: string,
    key: string,
    known: readonly string[],
  ): SchemaFailure {
    const { what = "a function", location } = this.way.at(-1) ?? {};
    const suggestion = nearest(key, known);
    const args = { what, name, stack: stack.name, suggestion };
    return new SchemaFailure(diagnostic("function-reads-unknown", args, location));
  }

  /** Notes what the function that is being run has read. */
  private read(what: string, sensitive?: string): void {
    const step = this.way.at(-1);
    step?.reads.add(what);
    if (step && sensitive !== undefined) step.sensitive ??= sensitive;
  }
}

function declarationOf(
  { stack }: Environment,
  { section, name }: ValuePath,
): ProjectSetting | ProjectVariable {
  const declaration = stack[section].get(name);
  if (!declaration) throw new Error(`${section}.${name} is not declared`);
  return declaration;
}
