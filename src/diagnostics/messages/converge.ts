import { didYouMean, list } from "../phrases.ts";
import { clauseOf, error, type Near, type Reason, warning } from "./entry.ts";
import { type Misfit, misfitText } from "./misfits.ts";

interface NoCommit {
  readonly digest: string;
  readonly isShallow: boolean;
}

const nameRevision = "Name a revision: --to REV.";

/** Why it is not known which commit an environment was applied from, and what to do. */
const noAppliedCommitReasons = {
  never: { message: "nothing has been applied", advice: nameRevision },
  shared: { message: "an apply with -var-file leaves no record", advice: nameRevision },
  "not-ours": {
    message: "its state has no output that names the code",
    advice: `${nameRevision} The next apply adds the output.`,
  },
  elsewhere: ({ place }: { place: string }) => ({
    message: `there is no state where the code says, but possibly at ${place}`,
    advice: nameRevision,
  }),
  unfinished: { message: "no apply has finished", advice: nameRevision },
  unreachable: ({ reason }: { reason: string }) => ({ message: reason, advice: nameRevision }),
  "other-environment": ({ other }: { other: string }) => ({
    message: `its state is that of ${other}`,
    advice: "Two environments share a backend: check their settings.",
  }),
  "no-history": ({ reason }: { reason: string }) => ({
    message: reason,
    advice: "The git history says which commit it was.",
  }),
  "no-commit": ({ digest, isShallow }: NoCommit) => ({
    message: `no commit here has the code that was applied (${digest.slice(0, "sha256:".length + 12)})`,
    advice: isShallow
      ? "This is a shallow clone: git fetch --unshallow."
      : "It was applied from uncommitted work, or from a commit that was not fetched: git fetch --all.",
  }),
};

/** Why it is not known which commit an environment was applied from, as data. */
export type NoAppliedCommit = Reason<typeof noAppliedCommitReasons>;

/** What can keep values of another environment or revision from being copied. */
export const convergeMessages = {
  "other-stack": error<{
    environments: readonly [string, string];
    stacks: readonly [string, string];
  }>(({ environments: [one, other], stacks }) => ({
    message: `${one} is of stack "${stacks[0]}", and ${other} of "${stacks[1]}": they have no values in common`,
    advice: "Name two environments of one stack.",
  })),
  "secret-has-no-value": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is a secret: its value is never written down`,
    advice: "Set it in the secret store, for each environment.",
  })),
  held: error<{ label: string; environment: string; until: string; reason: string }>(
    ({ label, environment, until, reason }) => ({
      message: `${label} is held in ${environment} until ${until}: ${reason}`,
      advice: "To lift it, remove `hold: true` here, or the whole entry.",
    }),
  ),
  "inherited-entry": error<{ label: string; environment: string }>(({ label, environment }) => ({
    message: `${environment} inherits ${label}, and would have to lose it to be equal; its own spec can only add to a map`,
    advice: "By hand: remove it here, and add it to the specs of the environments that keep it.",
  })),
  "spec-is-extended": error<{ label: string; environments: readonly string[] }>(
    ({ label, environments }) => ({
      message: `${list(environments)} ${environments.length === 1 ? "extends" : "extend"} this spec: ${label} would change there too`,
      advice: `By hand: give ${list(environments)} a value of ${label} first, or move what they share to a file with a leading "_".`,
    }),
  ),
  "revision-broken": error<{
    environment: string;
    revision: string;
    errors: number;
    problem: string;
  }>(({ environment, revision, errors, problem }) => ({
    message: `the values of ${environment} at ${revision} are not known: schema or specs had ${errors === 1 ? "an error" : `${errors} errors`} there: ${problem}`,
    advice: "Choose a revision without errors. If its schema imports other packages, install them.",
  })),
  "environment-not-there": error<
    { environment: string; revision: string; known: readonly string[] } & Near
  >(({ environment, revision, known, suggestion }) => ({
    message: `there was no environment "${environment}" at ${revision} (there: ${list(known)})`,
    advice: didYouMean(suggestion) ?? "Choose a later revision.",
  })),
  "applied-unknown": error<{ environment: string; because: NoAppliedCommit }>(
    ({ environment, because }) => {
      const { message, advice } = clauseOf(noAppliedCommitReasons, because);
      return {
        message: `which commit ${environment} was applied from is not known: ${message}`,
        advice,
      };
    },
  ),
  "value-does-not-fit": error<{
    label: string;
    revision: string;
    shown: string;
    misfits: readonly Misfit[];
  }>(({ label, revision, shown, misfits }) => ({
    message: `${label} was ${shown} at ${revision}, which today's type does not allow: ${misfitText(misfits)}`,
    advice: `--keep ${label} keeps today's value.`,
  })),
  "value-left-out": warning<{ label: string; shown: string; revision: string; isSecret: boolean }>(
    ({ label, shown, revision, isSecret }) => ({
      message: isSecret
        ? `${label} was ${shown} at ${revision}; today it is a secret, without a value in a spec: left out`
        : `${label} was ${shown} at ${revision}; today's schema does not declare it: left out`,
    }),
  ),
} as const;
