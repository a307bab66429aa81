import type { Location } from "../diagnostics/diagnostic.ts";
import { locationAt, locationOfLine, startOf } from "../diagnostics/position.ts";
import { decodeText } from "../model/files.ts";
import type { Project } from "../model/project.ts";
import type { Rendered } from "../model/rendered.ts";
import { type Located, leadBack } from "../trace/leadBack.ts";
import type { Place } from "./finding.ts";

/** Leads from a place that Terraform tells to where a person wrote it. */
export function locate(place: Place, project: Project, { outputs }: Rendered): Located {
  const { file } = place;
  const bytes = project.files.read(file);
  const text = bytes && decodeText(bytes);
  if (!bytes || text === undefined) return { location: startOf(file), related: [] };
  const told = placeInText(place, bytes, text);
  return leadBack(told, text, outputs.get(file), project);
}

function placeInText(
  { file, line, bytes: range }: Place,
  bytes: Uint8Array,
  text: string,
): Location {
  if (!range) {
    const whole = locationOfLine(file, text, line, 1);
    const { excerpt = "" } = whole;
    const column = Math.max(excerpt.search(/\S/), 0) + 1;
    return { ...whole, column, endColumn: Math.max(excerpt.length, column) + 1 };
  }
  const offset = (byte: number): number => Buffer.from(bytes.subarray(0, byte)).toString().length;
  return locationAt(file, text, offset(range.start), offset(range.end));
}
