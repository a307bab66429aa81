import type { Arguments, Code } from "../diagnostics/catalog.ts";
import { type Diagnostic, diagnostic, type RelatedLocation } from "../diagnostics/diagnostic.ts";
import { locationAt } from "../diagnostics/position.ts";
import type { Range } from "../hcl/outline/nodes.ts";
import type { CodeFile } from "./module.ts";

/** A problem, and the place in Terraform code that shows it. */
export interface Finding extends Range {
  readonly file: CodeFile;
  /** Without a place of its own yet. */
  readonly problem: Diagnostic;
}

export function found<C extends Code>(
  file: CodeFile,
  { start, end }: Range,
  code: C,
  args: Arguments<C>,
  places: readonly RelatedLocation[] = [],
): Finding {
  return { file, start, end, problem: diagnostic(code, args, undefined, places) };
}

/** A place that explains a finding. */
export function related(file: CodeFile, { start, end }: Range, note: string): RelatedLocation {
  return { location: locationAt(file.path, file.text, start, end), note };
}
