import { type EnvironmentPlace, fileOf, terraformLine } from "../model/environment.ts";
import type { Differences, RolledBack, WaiverWords } from "../model/rollback.ts";
import { labelOf, labelsOf, type Named } from "../model/subject.ts";

/** What a rollback is about, in words that people type. */
export interface RollbackNames {
  readonly environment: string;
  /** Where it is applied from, and with which values. */
  readonly place: EnvironmentPlace;
  /** The commit, shortened. */
  readonly revision: string;
  /** The environments that should follow: those before it in promotion order, else the others of its stack. */
  readonly others: readonly string[];
}

export function remainsLines(
  { declaredSince, kept }: Differences,
  code: readonly string[],
  { environment, revision }: Pick<RollbackNames, "environment" | "revision">,
): readonly string[] {
  return [
    ...(kept.length > 0 ? [`Kept as it is today: ${labelsOf(kept)}.`] : []),
    ...(declaredSince.length > 0
      ? [`Declared since ${revision}, and left as it is today: ${labelsOf(declaredSince)}.`]
      : []),
    ...(code.length > 0
      ? [
          `${code.map((folder) => `${folder}/`).join(" and ")} changed since ${revision}: values alone come back. To bring code back too, for all environments:
     git restore --source=${revision} --staged --worktree -- ${code.join(" ")}
     npx terraloom hold ${environment} --reason "REASON"`,
        ]
      : []),
  ];
}

/** What was done, and the next steps: apply, converge the others, merge. */
export function rolledBackLines(
  changed: readonly Named[],
  rolledBack: RolledBack,
  words: WaiverWords,
  names: RollbackNames,
): readonly string[] {
  const { waived, undeclared } = rolledBack;
  const { environment, place, revision } = names;
  return [
    `\n${environment} has the values of ${revision} again: ${labelsOf(changed)}.`,
    ...(waived.length > 0 ? [waivedText(rolledBack, words)] : []),
    ...(undeclared.length > 0
      ? [
          `${labelsOf(undeclared)}: still undeclared or expired differences, for other environments differ among themselves. npx terraloom drift-report shows it.`,
        ]
      : []),
    `\n1. Commit it, and apply it to ${environment} now, from this branch:`,
    ...applyLines(environment, place),
    ...followLines(rolledBack, names, words),
    "3. Merged, and applied everywhere, all is converged: npx terraloom status",
    ...(words.hold && waived.length > 0 ? forwardLines(rolledBack, names) : []),
  ];
}

/** The plan that was judged is the one that is applied. One that was made with a file of values does not say of what code it is. */
function applyLines(environment: string, place: EnvironmentPlace): readonly string[] {
  const judge = `npx terraloom status --for-apply ${environment} --rollback "REASON"`;
  const { directory, valuesFile } = place;
  const saved = valuesFile === undefined ? ` --saved-plan ${fileOf({ directory }, "plan")}` : "";
  return [
    `     ${terraformLine(place, "plan")} -out=plan`,
    `     ${judge}${saved}`,
    `     ${terraformLine({ directory }, "apply")} plan`,
  ];
}

function waivedText({ waived, declared }: RolledBack, { until, hold }: WaiverWords): string {
  const what = hold ? "Held" : "Accepted";
  const stays = hold ? " Converge leaves that alone." : "";
  const mayDiffer = waived.every((one) => declared.includes(one));
  const fails = mayDiffer ? "" : " After that day drift-report fails again.";
  return `${what} until ${until}: ${labelsOf(waived)}.${stays}${fails}`;
}

function followLines(
  rolledBack: RolledBack,
  { environment, others }: RollbackNames,
  { hold }: WaiverWords,
): readonly string[] {
  const { declared } = rolledBack;
  const follow = mustFollow(rolledBack);
  const lines = (which: readonly Named[]): readonly string[] =>
    others.map((other) => convergeLine(environment, other, which));
  const request = "2. If it resolves the issue, open a pull request.";
  const named = `   It leaves ${labelsOf(declared)}, which may differ: name what should follow too.`;
  if (follow.length > 0) {
    return [
      "2. If it resolves the issue, bring it to the others and open a pull request:",
      // What is held where it comes from is copied without being named.
      ...lines(hold ? [] : follow),
      ...(declared.length > 0 ? [named] : []),
    ];
  }
  if (declared.length > 0) {
    return [`${request} Others may differ; where they should follow:`, ...lines(declared)];
  }
  const agree = others.length === 1 ? "has" : "have";
  return others.length > 0
    ? [`${request} ${others.join(" and ")} ${agree} these values already.`]
    : [request];
}

/** The other way: the environment follows the others again. */
function forwardLines(
  rolledBack: RolledBack,
  { environment, others }: RollbackNames,
): readonly string[] {
  const follow = mustFollow(rolledBack);
  const lift = `   To go forward instead, remove \`hold: true\` in envs/${environment}.yaml, and`;
  if (follow.length === 0) return [`${lift} set the value that it is to have.`];
  return [`${lift}:`, convergeLine(others.at(-1) ?? "", environment, follow)];
}

/** Values that must become equal in all environments. */
function mustFollow({ waived, declared, undeclared }: RolledBack): readonly Named[] {
  return [...new Set([...waived, ...undeclared])].filter((one) => !declared.includes(one));
}

function convergeLine(from: string, to: string, which: readonly Named[]): string {
  const names = which.length > 0 ? ` ${which.map(labelOf).join(" ")}` : "";
  return `     npx terraloom converge --from ${from} --to ${to}${names}`;
}
