import { Socket } from "node:net";
import { diagnostic, hasErrors } from "../diagnostics/diagnostic.ts";
import type { GenerateOptions } from "../generate/generate.ts";
import { generateSources } from "../generate/generateSources.ts";
import { validRunRecord } from "../generate/runRecord.ts";
import type { ApartParser } from "../hcl/apartParser.ts";
import { fingerprintSources } from "../load/fingerprint.ts";
import { maskWritten } from "../mask/maskTexts.ts";
import { specsDirectory, templatesDirectory } from "../model/layout.ts";
import { changesText } from "../report/changes.ts";
import { stepDiff } from "../report/unifiedDiff.ts";
import { areTold, type WatchReport, watchLine } from "../report/watch.ts";
import { followedFiles } from "../watch/followedFiles.ts";
import { readyParser } from "../watch/readyParser.ts";
import { watchFiles } from "../watch/watchFiles.ts";
import { watchLoop } from "../watch/watchLoop.ts";
import type { Arguments, ExitCode, Io } from "./command.ts";
import { refuse, rootOf, styleOf, tellProblems } from "./options.ts";

const folders = ["schema", templatesDirectory, specsDirectory];

/** How long another run may write before that is reported, and between two looks, in milliseconds. */
const lockPatience = 1000;

/** `terraloom generate --watch`: generates, and again after each change, until the signal. */
export async function watchGenerate(
  given: Arguments,
  io: Io,
  signal: AbortSignal,
): Promise<ExitCode> {
  const root = rootOf(given, io);
  const force = given.options.force === true;
  const over = new AbortController();
  const forget = onInputEnd(io, () => over.abort());
  const watched = await watchFiles(root, folders, AbortSignal.any([signal, over.signal]));
  const parser = readyParser();
  try {
    await watchLoop(
      () => runOnce(root, { force, environments: given.names }, parser),
      (report, before) => tell(report, before, given.options.diff === true, io),
      async (report) => {
        await watched.follow(followedFiles(root, report.problems));
        return watched.changed(isLocked(report) ? lockPatience : undefined);
      },
    );
  } finally {
    forget();
    over.abort();
    parser.stop();
  }
  const failure = watched.failure();
  if (failure === undefined) return 0;
  return refuse(
    [
      diagnostic("system-refuses", {
        what: "watch",
        reason: failure,
      }),
    ],
    io,
  );
}

async function runOnce(
  root: string,
  how: Pick<GenerateOptions, "force" | "environments">,
  parser: ApartParser,
): Promise<WatchReport> {
  try {
    const now = fingerprintSources(root);
    const isWhole = how.environments?.length === 0;
    // What is saved as it was needs no run.
    const record = now && isWhole ? validRunRecord(root, now.inputs) : undefined;
    if (record) {
      const { environments, files: untouched } = record;
      return { steps: [], written: false, problems: [], environments, untouched };
    }
    const options = { ...how, parser, waitAtMost: lockPatience };
    const { report, project, ...counts } = await generateSources(root, now, options);
    return { ...report, ...counts, mask: maskWritten(project, report.steps) };
  } catch (thrown) {
    // A disk that is full, a folder that may not be read: the next change may find it fixed.
    if (!(thrown instanceof Error && "syscall" in thrown)) throw thrown;
    const failure = thrown.message;
    return { steps: [], written: false, problems: [], environments: 0, failure };
  }
}

/** Another run holds the lock; no file that is watched changes when it ends. */
function isLocked({ problems }: WatchReport): boolean {
  return problems.some(({ code }) => code === "run-locked");
}

function tell(report: WatchReport, before: WatchReport | undefined, diff: boolean, io: Io): void {
  const { steps, written, problems } = report;
  const isNews = !areTold(report, before);
  if (!isNews && isLocked(report)) return;
  if (written) {
    const style = styleOf(io.stdout, io);
    const diffs = steps.map((step) => stepDiff(step, style, report.mask));
    io.stdout.write(diff ? diffs.join("") : changesText(steps, style));
  }
  if (isNews) {
    tellProblems(problems, "text", io);
    const edited = hasErrors(problems) ? steps.filter(({ action }) => action === "edited") : [];
    for (const step of edited)
      io.stderr.write(`\n${stepDiff(step, styleOf(io.stderr, io), report.mask)}`);
  }
  const time = new Date().toTimeString().slice(0, "00:00:00".length);
  io.stderr.write(`${time} ${watchLine(report, before)}\n`);
  if (before) return;
  const names = folders.map((folder) => `${folder}/`).join(", ");
  io.stderr.write(`Watching ${names}. Ctrl-C ends it.\n`);
}

/** Calls `end` when stdin is a pipe and is closed: the program that started this one is gone. A terminal is not read. */
function onInputEnd({ stdin }: Io, end: () => void): () => void {
  if (stdin?.isTTY || !(stdin instanceof Socket)) return () => undefined;
  stdin.once("end", end);
  stdin.once("close", end);
  stdin.resume();
  return () => {
    stdin.removeListener("end", end);
    stdin.removeListener("close", end);
    stdin.pause();
    stdin.unref();
  };
}
