import { list } from "../phrases.ts";
import { error, meant, warning } from "./entry.ts";

/** What can keep values of one environment, or of one time, from coming to another. */
export const convergeWords = {
  "other-stack": error<{
    environments: readonly [string, string];
    stacks: readonly [string, string];
  }>(({ environments: [one, other], stacks }) => ({
    message: `${one} is of stack "${stacks[0]}", and ${other} of "${stacks[1]}": they have no values in common`,
    advice: "Name two environments of one stack.",
  })),
  "secret-has-no-value": error<{ name: string }>(({ name }) => ({
    message: `"${name}" is a secret: no spec holds a value of it that could be copied`,
    advice: "Set it where secrets are kept, in each environment.",
  })),
  held: error<{ label: string; environment: string; until: string; reason: string }>(
    ({ label, environment, until, reason }) => ({
      message: `${label} is held in ${environment} until ${until}: ${reason}`,
      advice: "To lift it, remove `hold: true` here, or the whole entry.",
    }),
  ),
  "inherited-entry": error<{ label: string; environment: string }>(({ label, environment }) => ({
    message: `${environment} inherits ${label}, which it must not have to be equal; its own spec can only add to a map`,
    advice: "By hand: take it out here, and give it to the specs that are to keep it.",
  })),
  "spec-is-extended": error<{ label: string; environments: readonly string[] }>(
    ({ label, environments }) => ({
      message: `${list(environments)} ${environments.length === 1 ? "extends" : "extend"} this spec: ${label} would change there too`,
      advice: `By hand: give ${list(environments)} a value of ${label} first, or move what they share to a file with a leading "_".`,
    }),
  ),
  "revision-unknown": error<{ revision: string; problem: string }>(({ revision, problem }) => ({
    message: `--to ${revision}: ${problem}`,
    advice: "A branch, a tag, a hash or HEAD~1; `git log -- envs` shows what changed when.",
  })),
  "revision-broken": error<{
    environment: string;
    revision: string;
    errors: number;
    problem: string;
  }>(({ environment, revision, errors, problem }) => ({
    message: `what ${environment} was at ${revision} cannot be told, for schema or specs had ${errors === 1 ? "an error" : `${errors} errors`} there: ${problem}`,
    advice:
      "Choose a revision that checks. A schema that wants other packages needs them installed.",
  })),
  "environment-not-there": error<{
    environment: string;
    revision: string;
    known: readonly string[];
    suggestion: string | undefined;
  }>(({ environment, revision, known, suggestion }) => ({
    message: `there was no environment "${environment}" at ${revision} (there: ${list(known)})`,
    ...meant(suggestion, "Choose a later revision."),
  })),
  "applied-unknown": error<{ environment: string; problem: string; advice: string }>(
    ({ environment, problem, advice }) => ({
      message: `which commit ${environment} was applied from cannot be told: ${problem}`,
      advice,
    }),
  ),
  "value-does-not-fit": error<{ label: string; revision: string; shown: string; problem: string }>(
    ({ label, revision, shown, problem }) => ({
      message: `${label} was ${shown} at ${revision}, which today's type refuses: ${problem}`,
      advice: `--keep ${label} leaves the value it has today.`,
    }),
  ),
  "value-left-out": warning<{ label: string; shown: string; revision: string; isSecret: boolean }>(
    ({ label, shown, revision, isSecret }) => ({
      message: isSecret
        ? `${label} was ${shown} at ${revision}; today it is a secret, without a value in a spec: left out`
        : `${label} was ${shown} at ${revision}; today's schema does not declare it: left out`,
    }),
  ),
} as const;
