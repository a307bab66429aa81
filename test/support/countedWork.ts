import { Session } from "node:inspector";

/**
 * How much a run does: the times that each block of JavaScript is run, its loops and callbacks included, summed up as V8
 * counts them. The same run counts the same on every machine, however busy it is.
 */
export async function countedWork(run: () => Promise<unknown>): Promise<number> {
  const session = new Session();
  session.connect();
  try {
    await post(session, "Profiler.enable");
    await post(session, "Profiler.startPreciseCoverage", { callCount: true, detailed: true });
    await run();
    const { result } = await post(session, "Profiler.takePreciseCoverage");
    const ranges = result.flatMap(({ functions }) => functions.flatMap((one) => one.ranges));
    return ranges.reduce((sum, { count }) => sum + count, 0);
  } finally {
    session.disconnect();
  }
}

interface Coverage {
  readonly result: readonly {
    readonly functions: readonly { readonly ranges: readonly { readonly count: number }[] }[];
  }[];
}

function post(session: Session, method: string, parameters: object = {}): Promise<Coverage> {
  return new Promise((resolve, reject) => {
    session.post(method, parameters, (error, result) =>
      error ? reject(error) : resolve(result as Coverage),
    );
  });
}
