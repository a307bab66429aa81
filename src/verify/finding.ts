import { readJson } from "../text/readJson.ts";
/** Something that Terraform says of an environment. */
export interface Finding {
  /** Absent where it is of no environment: a file that is not formatted. */
  readonly environment?: string;
  /** `failed`: a step that could not be done, so that nothing is known of the rest. */
  readonly kind: "error" | "warning" | "failed";
  readonly summary: string;
  /** The rest of what Terraform says, or "". */
  readonly detail: string;
  readonly place?: Place;
}

/** A place in a file of the repository, as Terraform tells it. */
export interface Place {
  /** Relative to the repository's root. */
  readonly file: string;
  /** From 1. */
  readonly line: number;
  /** Offsets in bytes; absent where only the line is known. */
  readonly bytes?: { readonly start: number; readonly end: number };
}

/** What `validate -json` prints. @see https://developer.hashicorp.com/terraform/cli/commands/validate#json-output-format */
interface Validation {
  readonly diagnostics?: readonly {
    readonly severity: string;
    readonly summary: string;
    readonly detail?: string;
    readonly range?: {
      readonly filename: string;
      readonly start: { readonly line: number; readonly byte: number };
      readonly end: { readonly byte: number };
    };
  }[];
}

/**
 * Reads what `validate -json` printed.
 *
 * @param fileOf where a file that Terraform names is in the repository; `undefined` where it is elsewhere, such as in
 *   a module that was downloaded
 * @returns `undefined` where it is no such JSON
 */
export function readValidation(
  json: string,
  environment: string,
  fileOf: (name: string) => string | undefined,
): readonly Finding[] | undefined {
  const validation = readJson(json) as Validation | undefined;
  return validation?.diagnostics?.map(({ severity, summary, detail = "", range }) => {
    const file = range && fileOf(range.filename);
    const elsewhere = range && file === undefined ? ` (${range.filename}:${range.start.line})` : "";
    return {
      environment,
      kind: severity === "warning" ? "warning" : "error",
      summary,
      detail: withPaths(detail, fileOf) + elsewhere,
      ...(range && file !== undefined
        ? {
            place: {
              file,
              line: range.start.line,
              bytes: { start: range.start.byte, end: range.end.byte },
            },
          }
        : {}),
    };
  });
}

/**
 * `declared at ../../modules/m/main.tf:1,1-17` names a file as the environment's folder sees it. One in that folder
 * keeps its bare name, so that all environments say the same.
 */
function withPaths(detail: string, fileOf: (name: string) => string | undefined): string {
  return detail.replace(
    /([^\s"]+\.tf(?:\.json)?):(\d+),(\d+)-[\d,]*\d/g,
    (text, name: string, line: string, column: string) => {
      const file = /[\\/]/.test(name) ? fileOf(name) : name;
      return file === undefined ? text : `${file}:${line}:${column}`;
    },
  );
}
