import type { output, ZodSafeParseResult, ZodType } from "zod";
import {
  type Diagnostic,
  diagnostic,
  type Location,
  type RelatedLocation,
} from "../diagnostics/diagnostic.ts";
import { callInTime, Endless, timeLimit, timeLimitVariable } from "./timeLimit.ts";

/** A function of the schema, or a type with functions in it: what is said where it fails, or does not end. */
export interface SchemaCode {
  /** `computing "url"`, `the rule "..."`. */
  readonly what: string;
  readonly environment?: string;
  readonly location?: Location | undefined;
  readonly related?: () => readonly RelatedLocation[];
  /** Whether what it throws may hold what is not to be shown. */
  readonly isSensitive?: boolean;
}

export function typeCode(
  declared: { readonly name: string; readonly location?: Location; readonly sensitive?: boolean },
  related?: SchemaCode["related"],
): SchemaCode {
  const { name, location, sensitive: isSensitive = false } = declared;
  const what = `the type of "${name}"`;
  return { what, location, isSensitive, ...(related ? { related } : {}) };
}

/** Thrown where code of the schema fails, or does not end. */
export class SchemaFailure extends Error {
  readonly problem: Diagnostic;

  constructor(problem: Diagnostic) {
    super(problem.code);
    this.problem = problem;
  }
}

/** What is being run, each inside of the one before it. */
const running: SchemaCode[] = [];

/**
 * Runs code of the schema.
 *
 * @throws SchemaFailure where it does not end, and whatever it throws itself
 */
export function runSchemaCode<T>(code: SchemaCode, run: () => T): T {
  const depth = running.length;
  running.push(code);
  try {
    return inTime(run);
  } finally {
    running.length = depth;
  }
}

/**
 * Asks a type something, which may run functions of the schema: its checks, defaults, parts that are named later.
 *
 * @throws SchemaFailure where one of them throws, waits or does not end
 */
export function askType<T>(code: SchemaCode, ask: () => T): T {
  return runSchemaCode(code, () => {
    try {
      return ask();
    } catch (thrown) {
      if (thrown instanceof SchemaFailure) throw thrown;
      throw new SchemaFailure(thrownProblem(code, thrown));
    }
  });
}

/** Judges a value by a type, as {@link askType}. */
export function judge<Type extends ZodType>(
  type: Type,
  input: unknown,
  code: SchemaCode = { what: "a check of the type" },
): ZodSafeParseResult<output<Type>> {
  return askType(code, () => type.safeParse(input));
}

/** What code of the schema threw. */
export function thrownProblem(
  { what, environment, location, related, isSensitive }: SchemaCode,
  thrown: unknown,
): Diagnostic {
  const message = isSensitive
    ? "what it says may hold a sensitive value, and is not shown"
    : thrown instanceof Error
      ? thrown.message
      : String(thrown);
  const args = { what, environment, message };
  return diagnostic("schema-function-throws", args, location, related?.());
}

/**
 * Runs what has code of the schema in it that may never end.
 *
 * @throws SchemaFailure where it does not, and whatever is thrown in it
 */
export function inTime<T>(run: () => T): T {
  const depth = running.length;
  try {
    return callInTime(run);
  } catch (thrown) {
    const code: SchemaCode = running.at(-1) ?? { what: "code of the schema" };
    running.length = depth;
    if (!(thrown instanceof Endless)) throw thrown;
    const { what, environment, location, related } = code;
    const args = { what, environment, seconds: thrown.seconds, variable: timeLimitVariable };
    throw new SchemaFailure(diagnostic("schema-function-endless", args, location, related?.()));
  }
}

/**
 * Does something for each item, with code of the schema in it. To begin a call that can be interrupted costs a tenth of
 * a millisecond: quick items share one, so that each still has nearly all of the time that code may take.
 *
 * @returns where code of the schema failed; after what did not end come no more items
 */
export function forEachInTime<T>(items: Iterable<T>, work: (item: T) => void): Diagnostic[] {
  const failures: Diagnostic[] = [];
  const rest = items[Symbol.iterator]();
  const shared = timeLimit() * 50;
  let next = rest.next();
  const some = (): void => {
    const start = performance.now();
    do {
      failures.push(...failuresIn(() => work(next.value)));
      next = rest.next();
    } while (!next.done && performance.now() - start < shared);
  };
  while (!next.done) {
    const endless = failuresIn(() => inTime(some));
    failures.push(...endless);
    if (endless.length > 0) break;
  }
  return failures;
}

function failuresIn(run: () => void): Diagnostic[] {
  try {
    run();
    return [];
  } catch (thrown) {
    if (thrown instanceof SchemaFailure) return [thrown.problem];
    throw thrown;
  }
}
