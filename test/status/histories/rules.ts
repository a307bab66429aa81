/** The rules of status and of what may be applied, as plainly as they can be said, of commits that are known whole. */

/** What an environment's code says, by name: what its own spec says of it, and what all environments share. */
export type Facts = Readonly<Record<string, number>>;

/** A commit with all that is in it. */
export interface Made {
  readonly hash: string;
  readonly parents: readonly string[];
  /** By environment: its facts. A value is never given twice, so it says which change it comes from. */
  readonly facts: Readonly<Record<string, Facts>>;
  /** The day until which production is held, with a number of its own. */
  readonly hold?: Hold | undefined;
}

export interface Hold {
  readonly number: number;
  readonly until: string;
}

/** What an environment was given last, and whether the apply came to its end. */
export interface Applied {
  readonly commit: string;
  readonly isWhole: boolean;
}

/** All that has happened: nobody but the test knows it. */
export interface Truth {
  readonly commits: ReadonlyMap<string, Made>;
  readonly applied: ReadonlyMap<string, Applied>;
  /** By environment and name: the values that it ran, each after a whole apply. */
  readonly had: ReadonlyMap<string, ReadonlySet<string>>;
  /** By name and value: the values that were written over it by whoever knew it. */
  readonly after: ReadonlyMap<string, ReadonlySet<string>>;
  /** What the remote's main branch has ever said, by name and value. */
  readonly today: string;
}

export function ancestors({ commits }: Truth, ...starts: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const waiting = [...starts];
  for (let hash = waiting.pop(); hash !== undefined; hash = waiting.pop()) {
    if (found.has(hash)) continue;
    found.add(hash);
    waiting.push(...(commits.get(hash)?.parents ?? []));
  }
  return found;
}

/** *Converged* claims: what was applied, to its end, is what the commit says, and holds the same. */
export function isConverged(truth: Truth, environment: string, target: string): boolean {
  const applied = truth.applied.get(environment);
  const [there, here] = [commitOf(truth, applied?.commit), commitOf(truth, target)];
  return (
    applied?.isWhole === true &&
    sameFacts(there?.facts[environment], here?.facts[environment]) &&
    (environment !== "production" || there?.hold?.number === here?.hold?.number)
  );
}

/** *May be applied* claims all of these; what it claims wrongly, in words. */
export function wrongClaims(
  truth: Truth,
  environment: string,
  target: string,
  isOnMain: boolean,
): readonly string[] {
  const here = commitOf(truth, target);
  const applied = truth.applied.get(environment);
  const there = commitOf(truth, applied?.commit);
  const wrong: string[] = [];
  if (environment === "production" && !isOnMain) wrong.push("it is not on main");
  const ofTarget = ancestors(truth, target);
  for (const [name, value] of Object.entries(here?.facts[environment] ?? {})) {
    const before = there?.facts[environment]?.[name];
    if (before === value) continue;
    const isShared = commitOf(truth, target)?.facts.staging?.[name] === value;
    if (
      environment === "production" &&
      isShared &&
      !truth.had.get("staging")?.has(`${name} ${value}`)
    ) {
      wrong.push(`staging has not had ${name} ${value}`);
    }
    if (before === undefined) continue;
    const wasHere = [...ofTarget].some(
      (hash) => truth.commits.get(hash)?.facts[environment]?.[name] === before,
    );
    if (!wasHere && !leadsTo(truth, `${name} ${before}`, `${name} ${value}`)) {
      wrong.push(`${name} ${before} would be undone`);
    }
  }
  const hold = environment === "production" ? there?.hold : undefined;
  if (hold && hold.until >= truth.today && here?.hold?.number !== hold.number) {
    const isKnown = [...ofTarget].some(
      (hash) => truth.commits.get(hash)?.hold?.number === hold.number,
    );
    const isLifted = [...truth.commits.values()].some(
      (commit) =>
        commit.hold?.number !== hold.number &&
        ancestors(truth, commit.hash).has(applied?.commit ?? "") &&
        Object.entries(commit.facts.production ?? {}).some(
          ([name, value]) => there?.facts.production?.[name] === value,
        ),
    );
    if (!isKnown && !isLifted) wrong.push(`it is held until ${hold.until}`);
  }
  if (hold && hold.until >= truth.today && here?.hold?.number === hold.number) {
    if (!sameFacts(there?.facts.production, here.facts.production))
      wrong.push("main holds it itself");
  }
  return wrong;
}

/** Whether nothing at all speaks against it, seen from a clone that has every commit: then a refusal is wrong. */
export function hasToPass(truth: Truth, target: string): boolean {
  const production = truth.applied.get("production");
  const staging = truth.applied.get("staging");
  const [there, here] = [commitOf(truth, production?.commit), commitOf(truth, target)];
  if (!production?.isWhole || !staging?.isWhole || !there || !here) return false;
  const isFree = !there.hold || there.hold.until < truth.today;
  return (
    isFree &&
    ancestors(truth, target).has(there.hash) &&
    sameFacts(commitOf(truth, staging.commit)?.facts.staging, here.facts.staging)
  );
}

function commitOf({ commits }: Truth, hash: string | undefined): Made | undefined {
  return commits.get(hash ?? "");
}

function sameFacts(one: Facts | undefined, other: Facts | undefined): boolean {
  return one !== undefined && other !== undefined && JSON.stringify(one) === JSON.stringify(other);
}

function leadsTo({ after }: Truth, from: string, to: string): boolean {
  const seen = new Set<string>();
  const waiting = [from];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    if (at === to) return true;
    if (seen.has(at)) continue;
    seen.add(at);
    waiting.push(...(after.get(at) ?? []));
  }
  return false;
}
