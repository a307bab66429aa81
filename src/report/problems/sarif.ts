import type { Log, Region, Result, Location as SarifLocation } from "sarif";
import { type Diagnostic, describe, type Location } from "../../diagnostics/diagnostic.ts";
import { ownVersion } from "../../files/ownVersion.ts";
import { jsonDocument } from "../json.ts";

/**
 * Problems as SARIF 2.1.0, which code scanning reads.
 *
 * @param prefix the project's folder below the repository's top, `""` or with a `/` at its end
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function problemsSarif(problems: readonly Diagnostic[], prefix: string): string {
  const codes = [...new Set(problems.map(({ code }) => code))];
  const rules = codes.map((id) => ({ id, shortDescription: { text: id.replaceAll("-", " ") } }));
  const log: Log = {
    $schema: "https://json.schemastore.org/sarif-2.1.0.json",
    version: "2.1.0",
    runs: [
      {
        tool: { driver: { name: "terraloom", version: ownVersion(), rules } },
        columnKind: "utf16CodeUnits",
        results: problems.map((problem) => result(problem, codes.indexOf(problem.code), prefix)),
      },
    ],
  };
  return jsonDocument(log);
}

function result(problem: Diagnostic, ruleIndex: number, prefix: string): Result {
  const { message, advice } = describe(problem);
  const { code: ruleId, severity: level, location, related = [] } = problem;
  const text = advice === undefined ? message : `${message}. ${advice}`;
  const relatedLocations = related.map(({ location: where, note }, id) => {
    return { id, ...place(where, prefix), message: { text: note } };
  });
  return {
    ruleId,
    ruleIndex,
    level,
    message: { text },
    ...(location ? { locations: [place(location, prefix)] } : {}),
    ...(related.length > 0 ? { relatedLocations } : {}),
  };
}

function place({ file, line, column, endColumn }: Location, prefix: string): SarifLocation {
  const region: Region = {
    startLine: line,
    startColumn: column,
    ...(endColumn === undefined ? {} : { endColumn }),
  };
  const uri = `${prefix}${file}`.split("/").map(encodeURIComponent).join("/");
  return { physicalLocation: { artifactLocation: { uri, uriBaseId: "%SRCROOT%" }, region } };
}
