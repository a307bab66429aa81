import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { readHistory } from "../../../src/git/history.ts";
import { mainBranch } from "../../../src/git/mainBranch.ts";
import { printManifest } from "../../../src/manifest/manifest.ts";
import type { Held } from "../../../src/model/environment.ts";
import type { Judgement } from "../../../src/model/judgement.ts";
import { defaultLayout } from "../../../src/model/layout.ts";
import type { StatusReport } from "../../../src/model/status.ts";
import { heldDigest } from "../../../src/render/held.ts";
import { holdsOf } from "../../../src/status/holds.ts";
import type { Question } from "../../../src/status/judge.ts";
import { judgeIn } from "../../../src/status/judgeIn.ts";
import { mayApply } from "../../../src/status/mayApply.ts";
import type { AppliedState } from "../../../src/status/readState.ts";
import { sha256 } from "../../../src/text/sha256.ts";
import { expectValue } from "../../support/expectValue.ts";
import { gitIn } from "../../support/git.ts";
import type { Applied, Facts, Hold, Made, Truth } from "./rules.ts";

const environments = ["staging", "production"] as const;
const names = { staging: ["a"], production: ["a", "b"], shared: ["m", "n"] } as const;
const files = {
  staging: "envs/staging.txt",
  production: "envs/production.txt",
  shared: "templates/shared.txt",
};
type Part = keyof typeof files;

/** A repository with a remote, states that are not there, and the truth about both. */
export class World {
  readonly folder = mkdtempSync(join(tmpdir(), "terraloom-histories-"));
  readonly root = join(this.folder, "work");
  readonly commits = new Map<string, Made>();
  readonly applied = new Map<string, Applied>();
  readonly begun = new Map<string, string>();
  readonly had = new Map<string, Set<string>>();
  readonly after = new Map<string, Set<string>>();
  today = "2026-11-01";
  private clock = Date.parse("2026-11-01T00:00:00Z");
  private last = 0;

  constructor() {
    mkdirSync(this.root);
    gitIn(this.folder)("init", "--quiet", "--bare", "--initial-branch=main", "origin.git");
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("remote", "add", "origin", join(this.folder, "origin.git"));
    for (const part of Object.keys(files) as Part[])
      this.write(part, new Map(names[part].map((name) => [name, this.next()])));
    this.commit("begin");
    this.git("push", "--quiet", "origin", "main");
    this.git("remote", "set-head", "origin", "main");
  }

  get truth(): Truth {
    return this;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }

  git(...parameters: readonly string[]): string {
    this.clock += 60_000;
    return gitIn(this.root, new Date(this.clock).toISOString())(...parameters);
  }

  /** A value that nothing has had. */
  next(): number {
    return ++this.last;
  }

  head(): string {
    return this.git("rev-parse", "HEAD");
  }

  /** Gives one name another value. */
  change(part: Part, name: string): void {
    const values = this.read(part);
    const before = values.get(name);
    const value = this.next();
    this.write(part, values.set(name, value));
    const facts = part === "shared" ? environments : [part as "staging" | "production"];
    for (const environment of facts) {
      const key = `${part === "shared" ? name : `${environment}.${name}`}`;
      this.follow(`${key} ${before}`, `${key} ${value}`);
    }
  }

  private follow(before: string, value: string): void {
    this.after.set(before, (this.after.get(before) ?? new Set()).add(value));
  }

  hold(hold: Hold | undefined): void {
    const path = join(this.root, "envs/production.hold.txt");
    if (hold) writeFileSync(path, `${JSON.stringify(hold)}\n`);
    else rmSync(path, { force: true });
  }

  /** Generates and commits all that is in the work tree. */
  commit(message: string): string {
    const facts = Object.fromEntries(environments.map((name) => [name, this.factsOf(name)]));
    const hold = this.readHold();
    this.generate(facts, hold);
    this.git("add", "--all");
    this.git("commit", "--quiet", "--allow-empty", `--message=${message}`);
    return this.know({ facts, hold });
  }

  private know(content: Pick<Made, "facts" | "hold">): string {
    const [hash = "", ...parents] = this.git("log", "-1", "--format=%H %P").split(" ");
    this.commits.set(hash, { hash, parents, ...content });
    // A merge decides between what its parents say.
    if (parents.length > 1) {
      for (const parent of parents) {
        for (const [name, facts] of Object.entries(content.facts)) {
          for (const [key, value] of Object.entries(facts)) {
            const before = this.commits.get(parent)?.facts[name]?.[key];
            if (before !== undefined && before !== value)
              this.follow(`${key} ${before}`, `${key} ${value}`);
          }
        }
      }
    }
    return hash;
  }

  /** Takes sources as git merged them, whatever it made of generated/. */
  merge(kind: "merge" | "squash" | "rebase" | "pick", branch: string, base: string): boolean {
    const before = this.head();
    const attempt = (...parameters: readonly string[]): void => {
      try {
        this.git(...parameters);
      } catch {
        // generated/ conflicts; it is made anew.
      }
    };
    const commits =
      kind === "merge" || kind === "squash"
        ? [branch]
        : this.git("rev-list", "--reverse", "--no-merges", `${base}..${branch}`)
            .split("\n")
            .filter(Boolean);
    for (const commit of commits) {
      if (kind === "merge")
        attempt("merge", "--quiet", "--no-ff", "--no-commit", "-X", "theirs", commit);
      else if (kind === "squash") attempt("merge", "--quiet", "--squash", "-X", "theirs", commit);
      else attempt("cherry-pick", "--no-commit", "--strategy-option=theirs", commit);
      if (this.conflicts()) {
        attempt("cherry-pick", "--quit");
        this.git("reset", "--quiet", "--hard", before);
        return false;
      }
      this.commit(`${kind} ${commit.slice(0, 7)}`);
    }
    return true;
  }

  private conflicts(): boolean {
    return this.git("status", "--porcelain")
      .split("\n")
      .some((line) => /^(?:[ADU]{2}) (?:envs|templates)\//.test(line));
  }

  private read(part: Part): Map<string, number> {
    const text = readFileSync(join(this.root, files[part]), "utf8");
    return new Map(
      [...text.matchAll(/^(\w) = (\d+)$/gm)].map(([, name = "", value]) => [name, Number(value)]),
    );
  }

  private write(part: Part, values: ReadonlyMap<string, number>): void {
    const lines = [...values].map(
      ([name, value]) => `${name} = ${value}\n\n# between\n\n# them\n\n`,
    );
    this.put(files[part], lines.join(""));
  }

  private put(path: string, text: string): void {
    const file = join(this.root, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }

  private readHold(): Hold | undefined {
    try {
      return JSON.parse(readFileSync(join(this.root, "envs/production.hold.txt"), "utf8"));
    } catch {
      return undefined;
    }
  }

  private factsOf(environment: "staging" | "production"): Facts {
    const own = [...this.read(environment)].map(([name, value]) => [
      `${environment}.${name}`,
      value,
    ]);
    return Object.fromEntries([...own, ...this.read("shared")]);
  }

  private generate(facts: Readonly<Record<string, Facts>>, hold: Hold | undefined): void {
    this.put(
      "generated/modules/shared/main.tf",
      readFileSync(join(this.root, files.shared), "utf8"),
    );
    for (const name of environments) {
      const folder = `generated/environments/${name}`;
      this.put(`${folder}/terraform.tfvars`, readFileSync(join(this.root, files[name]), "utf8"));
      const held = name === "production" ? heldDigest(heldOf(hold)) : undefined;
      const digest = digestOf(facts[name] ?? {});
      this.put(`${folder}/terraloom.tf`, `# ${digest} ${held ?? ""}\n`);
      this.put(
        `generated/manifest/${name}.json`,
        printManifest({ digest, held, files: new Map() }),
      );
    }
  }

  /** Applies a commit, whoever says that it may be. */
  apply(environment: string, commit: string, isWhole = true): void {
    if (!isWhole) {
      const before = this.applied.get(environment);
      this.begun.set(environment, commit);
      if (before) this.applied.set(environment, { ...before, isWhole: false });
      return;
    }
    this.begun.delete(environment);
    this.applied.set(environment, { commit, isWhole: true });
    const had = this.had.get(environment) ?? new Set<string>();
    this.had.set(environment, had);
    for (const [name, value] of Object.entries(
      this.commits.get(commit)?.facts[environment] ?? {},
    )) {
      had.add(`${name} ${value}`);
    }
  }

  private stateOf(environment: string): AppliedState {
    const applied = this.applied.get(environment);
    const begun = this.begun.get(environment);
    const digest = (hash: string): string =>
      digestOf(this.commits.get(hash)?.facts[environment] ?? {});
    if (!applied) return begun ? { kind: "unfinished", begun: digest(begun) } : { kind: "never" };
    const hold = environment === "production" ? this.commits.get(applied.commit)?.hold : undefined;
    return {
      kind: "applied",
      digest: digest(applied.commit),
      environment,
      held: heldOf(hold),
      faults: begun ? [{ kind: "begun", digest: digest(begun) }] : [],
      resources: [],
      given: {},
    };
  }

  /** What terraloom says of a commit, seen from a clone. */
  judge(
    root: string,
    target: string,
    environment: string,
    rollback?: string,
  ): { readonly report: StatusReport; readonly judgement: Judgement } {
    const history = { ...expectValue(readHistory(root, "all", defaultLayout)), head: target };
    const main = mainBranch(root, target);
    const made = this.commits.get(target);
    const specOf = (name: string) => {
      const hold = name === "production" && made?.hold;
      const location = { file: "", line: 1, column: 1 };
      return {
        name,
        acceptedDrift: [],
        ...(hold ? { hold: { ...reasonOf(hold), location } } : {}),
      };
    };
    const asked = environment === "staging" ? ["staging"] : environments;
    const questions = asked.map((name): Question => {
      return {
        environment: { stack: { name: "app" }, ...specOf(name) },
        digest: history.digests.get(target)?.get(name) ?? "",
        held: history.held.get(target)?.get(name),
        applied: this.stateOf(name),
      };
    });
    const project = {
      root,
      environments: environments.map((name) => ({
        name,
        directory: `generated/environments/${name}`,
      })),
      schema: { layout: defaultLayout },
    };
    const { today } = this;
    const judged = judgeIn(project, questions, { history, today, tip: main.commit });
    const commit = history.commits.get(target);
    const report: StatusReport = {
      version: 1,
      today: this.today,
      verdict: "difference",
      ...(commit ? { head: commit } : {}),
      main,
      history: history.shallow ? "shallow" : "complete",
      generated: { current: true, uncommitted: [] },
      promotion: environments,
      planned: false,
      environments: judged.map((one, index) => {
        const { applied } = questions[index] as Question;
        const holds = holdsOf(specOf(one.name), applied, !one.held, today);
        return { ...one, beside: [], holds };
      }),
      removed: [],
      problems: [],
    };
    const isFirst = environment === "staging";
    return { report, judgement: mayApply(report, environment, { history, isFirst, rollback }) };
  }

  /** A clone of the remote, as a runner makes it. */
  clone(...options: readonly string[]): string {
    const root = mkdtempSync(join(this.folder, "clone-"));
    gitIn(this.folder)(
      "clone",
      "--quiet",
      ...options,
      `file://${join(this.folder, "origin.git")}`,
      root,
    );
    return root;
  }
}

function digestOf(facts: Facts): string {
  return `sha256:${sha256(JSON.stringify(facts))}`;
}

function reasonOf({ number, until }: Hold) {
  return { reason: `hold ${number}`, until };
}

function heldOf(hold: Hold | undefined): readonly Held[] {
  return hold ? [{ kind: "environment", name: "production", ...reasonOf(hold) }] : [];
}
