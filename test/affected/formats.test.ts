import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import type { AffectedReport } from "../../src/model/affected.ts";
import { affectedBuildkite } from "../../src/report/affected/buildkite.ts";
import { affectedGitlab } from "../../src/report/affected/gitlab.ts";
import { affectedMatrix } from "../../src/report/affected/matrix.ts";
import { expectValue } from "../support/expectValue.ts";
import { affectedOf } from "./affectedOf.ts";
import { buildkiteSchema } from "./buildkiteSchema.ts";

function report(count: number, waves = 1): AffectedReport {
  return affectedOf(
    ...Array.from(
      { length: count },
      (_, index) => [`fleet/env-${index}`, 1 + Math.floor((index * waves) / count)] as const,
    ),
  );
}

/** Lines of `$GITHUB_OUTPUT` as the workflow reads them. */
function outputs(text: string): Record<string, string> {
  const lines = text.trimEnd().split("\n");
  return Object.fromEntries(
    lines.map((line) => [line.slice(0, line.indexOf("=")), line.slice(line.indexOf("=") + 1)]),
  );
}

type Entry = Readonly<Record<string, string | number>>;

const entries = (text: string | undefined): Entry[] => JSON.parse(text ?? "").include as Entry[];

describe("the matrix of GitHub", () => {
  test("has an entry for each environment, and one matrix for each wave", () => {
    const { count, matrix, wave_1, wave_2, wave_2_count } = outputs(
      expectValue(affectedMatrix(report(5, 2), 2)),
    );
    expect(count).toBe("5");
    expect(entries(matrix)).toHaveLength(5);
    expect(entries(matrix)[0]).toEqual({
      environment: "fleet/env-0",
      id: "fleet-env-0",
      stack: "app",
      path: "generated/environments/fleet/env-0",
      wave: 1,
      digest: `sha256:${"0".repeat(64)}`,
      environments: "fleet/env-0",
    });
    expect(wave_2_count).toBe("2");
    expect([...entries(wave_1), ...entries(wave_2)]).toEqual(entries(matrix));
  });

  test("of no environments has a count of 0 for the job's condition", () => {
    const none = '{"include":[]}';
    expect(outputs(expectValue(affectedMatrix(report(0), 2)))).toEqual({
      count: "0",
      matrix: none,
      wave_1_count: "0",
      wave_1: none,
      wave_2_count: "0",
      wave_2: none,
    });
  });

  test.each([
    [250, 1, 250],
    [251, 1, 250],
    [10_000, 1, 250],
    [10_000, 3, 249],
  ])("of %i environments in %i waves fits a run", (count, waves, jobs) => {
    const given = report(count, waves);
    const text = expectValue(affectedMatrix(given, waves));
    const { matrix, ...others } = outputs(text);
    expect(entries(matrix)).toHaveLength(jobs);
    const named = entries(matrix).flatMap(({ environments }) => String(environments).split(" "));
    expect(named).toEqual(given.environments.map(({ environment }) => environment));
    for (const entry of entries(matrix)) expect(String(entry.id)).not.toContain("/");
    for (const [name, value] of Object.entries(others)) {
      if (/^wave_\d+$/.test(name)) expect(entries(value).length).toBeLessThanOrEqual(250);
      // GitHub's limit of one output.
      expect(value.length).toBeLessThan(1_000_000);
    }
  });
});

describe("the child pipeline of GitLab", () => {
  const pipelineOf = (given: AffectedReport, shards?: number) =>
    parse(expectValue(affectedGitlab(given, "echo $TERRALOOM_PATH", shards)));

  test("has a stage for each wave and keeps an environment's jobs apart", () => {
    const pipeline = pipelineOf(report(3, 2));
    expect(pipeline.stages).toEqual(["wave 1", "wave 2"]);
    expect(pipeline["fleet/env-2"]).toEqual({
      extends: ".terraloom",
      stage: "wave 2",
      resource_group: "fleet/env-2",
      environment: { name: "fleet/env-2", action: "access" },
      variables: {
        TERRALOOM_ENVIRONMENTS: "fleet/env-2",
        TERRALOOM_ENVIRONMENT: "fleet/env-2",
        TERRALOOM_STACK: "app",
        TERRALOOM_PATH: "generated/environments/fleet/env-2",
        TERRALOOM_DIGEST: `sha256:${"2".padStart(64, "0")}`,
      },
    });
  });

  test("of no environments has one job, since GitLab wants one", () => {
    expect(pipelineOf(report(0))["nothing is affected"]).toMatchObject({ stage: "none" });
  });

  test("has at most the jobs that GitLab allows, unless an option says how many", () => {
    const jobs = (pipeline: object): number => Object.keys(pipeline).length - 3;
    expect(jobs(pipelineOf(report(500, 2)))).toBe(500);
    expect(jobs(pipelineOf(report(501, 2)))).toBe(500);
    expect(jobs(pipelineOf(report(10_000, 3)))).toBe(498);
    expect(jobs(pipelineOf(report(501, 2), 2000))).toBe(501);
  });

  test("that is too large is refused, and can be split with --shard", () => {
    expect(affectedGitlab(report(15_000), "true", 15_000)).toMatchObject({
      ok: false,
      problems: [{ code: "pipeline-too-large", args: { ci: "GitLab" } }],
    });
    expect(Object.keys(pipelineOf(report(15_000), 40))).toHaveLength(43);
  });
});

describe("the pipelines of Buildkite", () => {
  const pipelinesOf = (given: AffectedReport) =>
    affectedBuildkite(given, "echo $TERRALOOM_PATH", "infra/").map(
      (text) => buildkiteSchema.parse(parse(text)).steps,
    );

  test("have a group for each wave, which waits for the one before", () => {
    const [groups] = pipelinesOf(report(4, 2));
    expect(groups).toMatchObject([
      { group: "wave 1", key: "infra-wave-1" },
      { group: "wave 2", key: "infra-wave-2", depends_on: ["infra-wave-1"] },
    ]);
    expect(groups?.[1]?.steps[0]).toMatchObject({
      label: "fleet/env-2",
      // One dollar would be read when the pipeline is uploaded.
      command: "echo $$TERRALOOM_PATH",
      concurrency: 1,
      concurrency_group: "terraloom/fleet/env-2",
    });
  });

  test("have at most 450 steps each, and together every environment", () => {
    const given = report(1000, 2);
    const pipelines = pipelinesOf(given);
    const steps = pipelines.map((groups) => groups.flatMap((group) => group.steps));
    expect(steps.map(({ length }) => length)).toEqual([450, 50, 450, 50]);
    expect(steps.flat().map(({ label }) => label)).toEqual(
      given.environments.map(({ environment }) => environment),
    );
    expect(pipelines[3]?.[0]?.depends_on).toEqual(["infra-wave-1-part-1", "infra-wave-1-part-2"]);
  });

  test("of no environments are empty", () => {
    expect(pipelinesOf(report(0))).toEqual([]);
  });
});
