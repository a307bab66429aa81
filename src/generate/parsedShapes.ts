import { parserIdentity } from "../hcl/apartParser.ts";
import { cachePath, readRecord, writeRecord } from "../load/cache.ts";
import { sha256 } from "../text/sha256.ts";

/** Shapes of HCL that parsed in earlier runs, so that the parser need not start for them again. */
export interface ParsedShapes {
  readonly has: (shape: string) => boolean;
  readonly add: (shapes: readonly string[]) => void;
}

interface ShapesRecord {
  readonly parser: string;
  /** Their SHA-256, the last used last. */
  readonly shapes: readonly string[];
}

/** A project has few, and gets others when templates change. */
const most = 1000;

/** What a checkout's runs have parsed so far, with this very parser. */
export function parsedShapes(root: string): ParsedShapes {
  const parser = parserIdentity();
  const record = readRecord<ShapesRecord>(cachePath(root, "shapes"));
  const known = new Set(record?.parser === parser ? record.shapes : []);
  return {
    has: (shape) => known.has(sha256(shape)),
    add(shapes) {
      for (const shape of shapes) known.add(sha256(shape));
      writeRecord(root, "shapes", { parser, shapes: [...known].slice(-most) });
    },
  };
}
