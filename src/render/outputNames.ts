import { type Diagnostic, diagnostic } from "../diagnostics/diagnostic.ts";
import type { OutputNameReason } from "../diagnostics/messages/reasons.ts";
import { startOf } from "../diagnostics/position.ts";
import { isManifestFile } from "../manifest/paths.ts";
import { type Environment, ownPathOf } from "../model/environment.ts";
import { type Layout, templatesDirectory } from "../model/layout.ts";
import type { Output } from "../model/rendered.ts";

/** Outputs whose names are not valid on every system, or differ in letter case alone; one problem a template. */
export function outputNameProblems(
  outputs: Iterable<Output>,
  environments: readonly Environment[],
  layout: Layout,
): Diagnostic[] {
  const owners = new Map(environments.map((one) => [one.name, one]));
  const problems = new Map<string, Diagnostic>();
  const folded = new Map<string, string>();
  for (const { path, source, environment } of outputs) {
    // An environment's own name is judged with its spec.
    const owner = environment === undefined ? undefined : owners.get(environment);
    const own = owner === undefined ? path : ownPathOf(owner, path);
    const key = `${environment ?? ""} ${own.toLowerCase()}`;
    const other = folded.get(key);
    folded.set(key, path);
    const twin = other === undefined || other === path ? undefined : other;
    const why = twin ? { kind: "letter-case" as const, other: twin } : unfit(own, layout);
    if (why === undefined || problems.has(source)) continue;
    const location = source.startsWith(`${templatesDirectory}/`) ? startOf(source) : undefined;
    problems.set(source, diagnostic("output-name", { path, why }, location));
  }
  return [...problems.values()];
}

/** Windows keeps some names for devices, with any ending. */
const device = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function unfit(path: string, layout: Layout): OutputNameReason | undefined {
  if (isManifestFile(layout, path)) return { kind: "manifest" };
  for (const name of path.split("/")) {
    if (/[\u0000-\u001F\u007F-\u009F]/.test(name)) return { kind: "control-character" };
    const [character] = /[\\:*?"<>|]/.exec(name) ?? [];
    if (character) return { kind: "character", character };
    if (/[. ]$/.test(name)) return { kind: "ending" };
    if (device.test(name)) return { kind: "device", name };
    if (new TextEncoder().encode(name).length > 255) return { kind: "too-long" };
  }
  return undefined;
}
