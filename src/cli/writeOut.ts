import { writeReport } from "../files/writeReport.ts";
import type { Io } from "./command.ts";

/** Writes what a command reports to the file that was asked for; false, and told, where that cannot be. */
export function writeOut(file: string, text: string, io: Io): boolean {
  try {
    writeReport(io.cwd, file, text);
    return true;
  } catch (problem) {
    const reason = problem instanceof Error ? problem.message : String(problem);
    io.stderr.write(`terraloom: the report cannot be written: ${reason}\n`);
    return false;
  }
}
