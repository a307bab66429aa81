import type { Command } from "../command.ts";

/** `terraloom drift-report` */
export const driftReportCommand: Command = {
  name: "drift-report",
  summary: "compare the environments of each stack (not there yet)",
  description: "Will compare the environments of each stack, with a verdict. It is not there yet.",
  options: {},
  async run(_given, io) {
    io.stderr.write(
      "terraloom: drift-report is not there yet: it comes with a version of its own.\n",
    );
    return 1;
  },
};
