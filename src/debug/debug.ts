import { channel } from "node:diagnostics_channel";

export interface DebugEvent {
  readonly kind: "stage" | "cache" | "program";
  /** The stage, the cache, or the program with its arguments. */
  readonly name: string;
  /** How long it took; absent: too short to report. */
  readonly milliseconds?: number;
  /** How many of what, hit or missed, or how it ended. Never a value of a spec or a state. */
  readonly detail?: string | undefined;
}

const events = channel("terraloom:debug");

/**
 * Runs a stage, and reports how long it took. Stages may contain others; without a listener it costs nothing.
 *
 * @param work may give a promise
 * @param detail what to say of its result
 */
export function stage<T>(name: string, work: () => T, detail?: (result: Awaited<T>) => string): T {
  return timed("stage", name, work, detail);
}

/** Runs a program, likewise. */
export function program<T>(
  name: string,
  parameters: readonly string[],
  work: () => T,
  detail?: (result: Awaited<T>) => string,
): T {
  if (!events.hasSubscribers) return work();
  // Backend settings on the command line may be credentials.
  const shown = parameters.map((parameter) =>
    parameter.replace(/^(-(?:backend-config|var)=)([^=]*=)?.*$/s, "$1$2..."),
  );
  return timed("program", [name, ...shown].join(" "), work, detail);
}

export function cache(name: string, hit: boolean): void {
  if (events.hasSubscribers) publish({ kind: "cache", name, detail: hit ? "hit" : "missed" });
}

/**
 * Passes every event to a function from now on.
 *
 * @returns ends it
 */
export function listen(onEvent: (event: DebugEvent) => void): () => void {
  const subscriber = (event: unknown): void => onEvent(event as DebugEvent);
  events.subscribe(subscriber);
  return () => events.unsubscribe(subscriber);
}

function timed<T>(
  kind: DebugEvent["kind"],
  name: string,
  work: () => T,
  detail: ((result: Awaited<T>) => string) | undefined,
): T {
  if (!events.hasSubscribers) return work();
  const start = performance.now();
  const tell = (result: Awaited<T>): void =>
    publish({ kind, name, milliseconds: performance.now() - start, detail: detail?.(result) });
  const result = work();
  if (result instanceof Promise) {
    return result.then((value) => {
      tell(value);
      return value;
    }) as T;
  }
  tell(result as Awaited<T>);
  return result;
}

function publish(event: DebugEvent): void {
  events.publish(event);
}
