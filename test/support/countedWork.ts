import { Session } from "node:inspector";

const session = new Session();
session.connect();
await post("Profiler.enable");
// V8 counts the blocks of what is compiled from here on.
await post("Profiler.startPreciseCoverage", { callCount: true, detailed: true });

/**
 * How much a run does: the times that each block of JavaScript is run, its loops and callbacks included, summed up as V8
 * counts them. The same run counts the same on every machine, however busy it is. Only code counts that is imported
 * after this module.
 */
export async function countedWork(run: () => Promise<unknown>): Promise<number> {
  // What was counted so far.
  await post("Profiler.takePreciseCoverage");
  await run();
  const { result } = await post("Profiler.takePreciseCoverage");
  const ranges = result.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
  return ranges.reduce((sum, { count }) => sum + count, 0);
}

interface Coverage {
  readonly result: readonly {
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

function post(method: string, parameters: object = {}): Promise<Coverage> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error, result) =>
      error ? reject(error) : resolve(result as Coverage),
    );
  });
}
