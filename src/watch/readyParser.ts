import { type ApartParser, startParser } from "../hcl/apartParser.ts";

/** A parser that may be asked again and again without a wait: after each that is used another one is started. */
export function readyParser(): ApartParser {
  let waiting = startParser();
  return {
    async parse(files) {
      const used = waiting;
      try {
        // The waiting process may have been ended meanwhile.
        return await used.parse(files).catch(() => startParser().parse(files));
      } finally {
        waiting = startParser();
      }
    },
    stop: () => waiting.stop(),
  };
}
