import { createRequire } from "node:module";
import { dirname } from "node:path";

/** The dependencies of a project that uses this copy of terraloom. */
export interface OwnPackage {
  /** The ranges of terraloom and zod, as a package.json names them. */
  readonly ranges: { readonly terraloom: string; readonly zod: string };
  /** The folder of the zod that stands beside this copy; absent where none does. */
  readonly zod?: string;
}

/** Reads this package's own package.json, and looks for the zod that it would find. */
export function ownPackage(): OwnPackage {
  const require = createRequire(import.meta.url);
  const { version, peerDependencies } = require("../../package.json");
  const ranges = { terraloom: `^${version}`, zod: String(peerDependencies.zod) };
  try {
    return { ranges, zod: dirname(require.resolve("zod/package.json")) };
  } catch {
    return { ranges };
  }
}
