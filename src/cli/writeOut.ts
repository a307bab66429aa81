import { diagnostic } from "../diagnostics/diagnostic.ts";
import { writeReport } from "../files/writeReport.ts";
import type { Io } from "./command.ts";
import { refuse } from "./options.ts";

/** Writes what a command reports to the file that was asked for; false, and reported, where that cannot be. */
export function writeOut(file: string, text: string, io: Io): boolean {
  try {
    writeReport(io.cwd, file, text);
    return true;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    refuse([diagnostic("system-refuses", { what: "report", reason })], io);
    return false;
  }
}
