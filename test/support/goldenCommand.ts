import { cpSync, existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { applyPatch } from "diff";
import { expect } from "vitest";
import { generateUnparsed } from "./generateUnparsed.ts";
import { gitIn } from "./git.ts";
import { type ProjectFiles, projectFiles } from "./projectFiles.ts";
import { screenText, terraloom } from "./screen.ts";
import { repository, temporaryProject } from "./temporaryProject.ts";

/** The day of golden commands. */
export const today = "2026-11-22";

/** Where golden files lie. */
export const golden: string = join(repository, "test/golden");

/** What expected files call a commit: its real hash depends on more than is tested. */
const revisionName = "1a2b3c4";

/**
 * Runs a golden folder of commands that edit sources. The project is test/golden/base, or the folders of test/golden that
 * the file `base` names, a line each, laid one over the other. `past/` is laid over it and committed, where there is
 * such a folder, then `before/`, and all is generated. Then the words of `command` run: an argument a line, an empty line
 * between commands. `expected.txt` is what a person sees. The diffs on that screen, applied to the sources as they
 * were, must give the sources as they are; one that they do not tell whole (a sensitive value) stands at the
 * end of `expected.txt`. `-u` writes it anew.
 */
export async function runGoldenCommand(folder: string): Promise<void> {
  const [base = "base", ...overlays] = basesOf(folder);
  const project = temporaryProject(join(golden, base));
  const { root } = project;
  const lay = (from: string): void => {
    if (existsSync(from)) cpSync(from, root, { recursive: true });
  };
  try {
    for (const overlay of overlays) lay(join(golden, overlay));
    const past = join(folder, "past");
    lay(past);
    const revision = existsSync(past) ? commitSources(root).slice(0, 7) : revisionName;
    lay(join(folder, "before"));
    await generateUnparsed(root);
    const before = projectFiles(root);
    let shown: ProjectFiles = before;
    const screens: string[] = [];
    for (const command of commandsOf(folder)) {
      const start = projectFiles(root);
      const screen = await terraloom(root, ...command);
      screens.push(screenText({ ...screen, stdout: withoutGenerated(screen.stdout) }));
      if (screen.exitCode === 0 && !command.includes("--dry-run")) {
        shown = withDiffs(shown, screen.stdout);
      } else {
        expect(projectFiles(root), "what a command leaves that fails or only shows").toEqual(start);
      }
    }
    const untold = Object.entries(projectFiles(root)).filter(
      ([path, text]) => shown[path] !== text && !isGenerated(path),
    );
    const text = [...screens, ...untold.map(([path, text]) => `--- ${path}\n${text}`)].join("\n");
    const expected = text.replaceAll(revision, revisionName);
    await expect(expected).toMatchFileSnapshot(join(folder, "expected.txt"));
  } finally {
    project.remove();
  }
}

/** Below generated/, and of a project in place the environments' folders and the records. */
function isGenerated(path: string): boolean {
  return /^(?:generated|infra\/(?:live|\.terraloom))\//.test(path);
}

function basesOf(folder: string): readonly string[] {
  const file = join(folder, "base");
  return existsSync(file) ? readFileSync(file, "utf8").trimEnd().split("\n") : [];
}

function commandsOf(folder: string): readonly (readonly string[])[] {
  const text = readFileSync(join(folder, "command"), "utf8").trimEnd();
  return text.split("\n\n").map((lines) => lines.split("\n"));
}

/** Commits schema, specs and templates, in a new repository where there is none. */
export function commitSources(root: string): string {
  const git = gitIn(root);
  if (!existsSync(join(root, ".git"))) git("init", "--quiet", "--initial-branch=main");
  git("add", "--all", "--force", "envs", "schema", "templates");
  git("commit", "--quiet", "--message=change");
  return git("rev-parse", "HEAD");
}

const oneDiff =
  /^--- (\S+)\n\+\+\+ (\S+)\n((?:[-+ @\\][^\n]*\n)*?)(?=^--- |(?![\s\S])|^[^-+ @\\])/gm;

/** Files as the diffs of a screen say they become. */
function withDiffs(files: ProjectFiles, screen: string): ProjectFiles {
  const after: Record<string, string> = { ...files };
  for (const [patch, from = "", to = ""] of screen.matchAll(oneDiff)) {
    const old = from.replace(/^a\//, "");
    const text = applyPatch(after[old] ?? "", patch);
    if (to === "/dev/null") delete after[old];
    else if (text !== false) after[to.replace(/^b\//, "")] = text;
  }
  return after;
}

/** A diff in which each generated file is a line: what becomes of them is tested elsewhere. */
export function withoutGenerated(diff: string): string {
  return diff.replace(oneDiff, (one, from: string, to: string) => {
    const path = (to === "/dev/null" ? from : to).slice("a/".length);
    return isGenerated(path) ? `${path}\n` : one;
  });
}
