import type { History } from "../../src/model/history.ts";
import type { Hold, StatusReport } from "../../src/model/status.ts";
import { judge } from "../../src/status/judge.ts";
import type { AppliedState } from "../../src/status/readState.ts";
import { type Drawn, drawnHistory } from "./drawnHistory.ts";

/** c1 to c3, each with other code for staging and production; c2 is of 2026-11-19 and c3 of 2026-11-20. */
export const threeCommits: readonly Drawn[] = [
  ["c1", "", "A"],
  ["c2", "c1", "B"],
  ["c3", "c2", "C"],
];

/** The third commit is not on the hotfix, nor the hotfix on main. */
export const withHotfix: readonly Drawn[] = [
  ["c1", "", "A"],
  ["h1", "c1", "H"],
  ["c2", "c1", "B"],
  ["c3", "c2", "C"],
];

/** A state that was applied from code; what is not a digest says itself. */
export type DrawnState = string | AppliedState;

/** What differs from an ordinary checkout. */
export interface Around {
  readonly history?: History | undefined;
  /** The work tree's code; HEAD's in the drawn histories is C. */
  readonly digest?: string;
  readonly generated?: StatusReport["generated"];
  readonly holds?: readonly Hold[];
  /** Commits whose changes HEAD has by others. */
  readonly included?: readonly string[];
  readonly main?: StatusReport["main"];
}

/** A report of environments and what each runs. Staging and production are of one stack; any other has its own. */
export function drawnReport(
  states: Readonly<Record<string, DrawnState>>,
  {
    digest = "C",
    generated = { current: true, uncommitted: [] },
    holds = [],
    included = [],
    ...around
  }: Around = {},
): StatusReport {
  const history = "history" in around ? around.history : drawnHistory(threeCommits);
  const remote = history?.refs.some(({ name }) => name === "origin/main") ? "origin/" : "";
  const ref = `${remote}main`;
  const tip = history?.refs.find(({ name }) => name === ref)?.commit;
  const { main = { name: "main", ref, ...(tip ? { commit: tip } : {}), hasHead: true } } = around;
  const promotion = ["staging", "production"];
  const environments = judge(
    Object.entries(states).map(([name, state]) => {
      const applied: AppliedState =
        typeof state === "string"
          ? {
              kind: "applied",
              digest: state,
              environment: name,
              held: [],
              faults: [],
              resources: [],
              given: {},
            }
          : state;
      const stack = { name: promotion.includes(name) ? "app" : name };
      return { environment: { name, stack }, digest, held: undefined, applied };
    }),
    {
      history,
      today: "2026-11-20",
      known: promotion,
      inclusion: (_history, _environment, hash) => ({ code: included.includes(hash), hold: false }),
    },
  );
  const head = history?.commits.get(history.head ?? "");
  return {
    version: 1,
    today: "2026-11-20",
    verdict: "difference",
    ...(head ? { head: { hash: head.hash, date: head.date, subject: head.subject } } : {}),
    main,
    history: history ? (history.shallow ? "shallow" : "complete") : "none",
    generated,
    promotion,
    planned: false,
    environments: environments.map((environment) => ({ ...environment, beside: [], holds })),
    removed: [],
    problems: [],
  };
}
