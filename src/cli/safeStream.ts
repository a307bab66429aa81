import { safeText } from "../text/safeText.ts";
import type { Io, Stream } from "./command.ts";

/** The world with streams that let nothing through that a terminal or a CI runner would obey. */
export function withSafeStreams(io: Io): Io {
  // Not copied: stdin is opened when a question is asked.
  return Object.create(io, {
    stdout: { value: safeStream(io.stdout, io) },
    stderr: { value: safeStream(io.stderr, io) },
    ...(io.summary ? { summary: { value: safeStream(io.summary, io) } } : {}),
  }) as Io;
}

function safeStream(stream: Stream, { env }: Io): Stream {
  const isTerminal = stream.isTTY === true || (env.FORCE_COLOR ?? "0") !== "0";
  return {
    write: (text) => stream.write(safeText(text, { isTerminal })),
    get isTTY() {
      return stream.isTTY;
    },
    get columns() {
      return stream.columns;
    },
    raw: stream,
  };
}
