import { Console } from "node:console";
import { createRequire } from "node:module";
import { sha256 } from "../text/sha256.ts";

/**
 * What a schema sees of the process that it is run in. What it asks for is noted, since a schema that asks for nothing
 * gives the same each time; what it prints goes to stderr.
 */

/** Variables of the process's environment by name, with the SHA-256 of the value; `null` where there is none. */
export type EnvironmentReads = Readonly<Record<string, string | null>>;

const environment = new Map<string, string | null>();
/** Whether anything was asked for that may be another thing the next time. */
let askedMore = false;

/** What schemas of this process have asked for so far; `undefined` where a later change cannot be noticed. */
export function environmentReads(): EnvironmentReads | undefined {
  return askedMore ? undefined : Object.fromEntries(environment);
}

/** Whether the environment variables are unchanged. */
export function environmentReadsAreCurrent(asked: EnvironmentReads): boolean {
  return Object.entries(asked).every(([name, answer]) => answerOf(name) === answer);
}

function answerOf(name: string): string | null {
  const value = process.env[name];
  return value === undefined ? null : sha256(value);
}

function askFor(name: string | symbol): void {
  if (typeof name === "string") environment.set(name, answerOf(name));
}

function askMore(): void {
  askedMore = true;
}

const watchedEnvironment = new Proxy(process.env, {
  get(target, name) {
    askFor(name);
    return Reflect.get(target, name);
  },
  has(target, name) {
    askFor(name);
    return Reflect.has(target, name);
  },
  getOwnPropertyDescriptor(target, name) {
    askFor(name);
    return Reflect.getOwnPropertyDescriptor(target, name);
  },
  ownKeys(target) {
    askMore();
    return Reflect.ownKeys(target);
  },
});

/** Members that are the same in every run on one machine. */
const steady: ReadonlySet<string | symbol> = new Set(
  "arch emitWarning nextTick platform release stderr stdout version versions".split(" "),
);

const watchedProcess = new Proxy(process, {
  get(target, name) {
    if (name === "env") return watchedEnvironment;
    // Stdout is for the command's own output.
    if (name === "stdout") return target.stderr;
    if (!steady.has(name)) askMore();
    const value: unknown = Reflect.get(target, name);
    return typeof value === "function" ? value.bind(target) : value;
  },
});

const watchedDate = new Proxy(Date, {
  apply(target, _, given) {
    askMore();
    return Reflect.apply(target, undefined, given);
  },
  construct(target, given, newTarget) {
    if (given.length === 0) askMore();
    return Reflect.construct(target, given, newTarget);
  },
  get(target, name) {
    if (name === "now") askMore();
    return Reflect.get(target, name);
  },
});

const watchedMath = new Proxy(Math, {
  get(target, name) {
    if (name === "random") askMore();
    return Reflect.get(target, name);
  },
});

/** What comes from there may differ each time. */
const elsewhere = ["crypto", "fetch", "performance", "WebSocket"] as const;

const replaced = new Map<string | symbol, unknown>([
  ["process", watchedProcess],
  ["Date", watchedDate],
  ["Math", watchedMath],
  ["console", new Console(process.stderr, process.stderr)],
]);

const watchedGlobal: unknown = new Proxy(globalThis, {
  get(target, name) {
    if (name === "globalThis" || name === "global") return watchedGlobal;
    if ((elsewhere as readonly (string | symbol)[]).includes(name)) askMore();
    return replaced.has(name) ? replaced.get(name) : Reflect.get(target, name);
  },
});

/** `require` of a path that is not known when the schema is compiled, and of what Node brings. */
function watchedRequire(from: string): NodeJS.Require {
  return new Proxy(createRequire(from), {
    apply(target, _, [name]) {
      if (!isDeterministicModule(String(name))) askMore();
      return target(name);
    },
  });
}

const deterministicModules: ReadonlySet<string> = new Set(
  "assert buffer events path punycode querystring string_decoder url util".split(" "),
);

/** Whether what a module of Node's gives is the same each time. */
export function isDeterministicModule(name: string): boolean {
  return deterministicModules.has(name.replace(/^node:/, "").replace(/\/.*/, ""));
}

/** What stands for each global name in a compiled schema. */
const provided: Readonly<Record<string, unknown>> = Object.defineProperties(
  { ...Object.fromEntries(replaced), globalThis: watchedGlobal, global: watchedGlobal },
  Object.fromEntries(
    elsewhere.map((name) => [
      name,
      { get: () => Reflect.get(watchedGlobal as object, name), enumerable: true },
    ]),
  ),
);

const holder = "terraloomProcess";
const key = "terraloom.process";

/** Global names, each with the expression that stands for it in a compiled schema. */
export const replacedNames: Readonly<Record<string, string>> = Object.fromEntries(
  [...replaced.keys(), "globalThis", "global", ...elsewhere].map((name) => [
    String(name),
    `${holder}.provided.${String(name)}`,
  ]),
);

/**
 * The start of a compiled schema, which brings the names in. CommonJS packages in it still ask for `require`.
 *
 * @param url the expression that gives the schema's own
 */
export function processAccessBanner(url: string): string {
  return `const ${holder} = globalThis[Symbol.for("${key}")]; const require = ${holder}.require(${url});`;
}

/** To be called before a compiled schema is run. */
export function provideProcessAccess(): void {
  Object.assign(globalThis, { [Symbol.for(key)]: { provided, require: watchedRequire } });
}
