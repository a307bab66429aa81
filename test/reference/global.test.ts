import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { terraformAvailable } from "../support/programs.ts";
import { statementsOf } from "./containers.ts";
import { repository } from "./project.ts";
import { environmentsOf, variablesOf } from "./specs.ts";
import {
  offlineProviders,
  type PlannedResource,
  type Workspace,
  workspaceOf,
} from "./terraform.ts";

describe.skipIf(!terraformAvailable || !offlineProviders)(
  "global_aws, with providers that need no account (TERRALOOM_OFFLINE_PROVIDERS)",
  () => {
    const values = variablesOf(join(repository, "envs/global_aws.yaml"));
    let workspace: Workspace;
    let resources: readonly PlannedResource[] = [];

    beforeAll(() => {
      workspace = workspaceOf(join(repository, "generated"), "global_aws");
      for (const command of [
        ["init", "-input=false"],
        ["validate"],
        ["apply", "-input=false", "-auto-approve"],
        ["plan", "-input=false", "-out=second", "-detailed-exitcode"],
      ]) {
        const { status, output } = workspace.terraform(...command);
        if (status !== 0)
          throw new Error(`terraform ${command.join(" ")}: exit ${status}\n${output}`);
      }
      resources = workspace.resources("second");
    }, 120_000);

    afterAll(() => workspace?.remove());

    const all = (type: string) => resources.filter((it) => it.type === type).map((it) => it.values);

    it("keeps states in a versioned, encrypted bucket that is closed to the public and speaks TLS only", () => {
      expect(all("aws_s3_bucket")).toMatchObject([{ force_destroy: false }]);
      expect(all("aws_s3_bucket_versioning")).toMatchObject([
        { versioning_configuration: [{ status: "Enabled" }] },
      ]);
      expect(all("aws_s3_bucket_server_side_encryption_configuration")).toHaveLength(1);
      expect(all("aws_s3_bucket_public_access_block")).toMatchObject([
        {
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        },
      ]);
      const policies = all("aws_s3_bucket_policy").map(({ policy }) => JSON.parse(String(policy)));
      expect(policies).toMatchObject([
        {
          Statement: [{ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "false" } } }],
        },
      ]);
    });

    it("makes a repository for each image, whose tags do not move", () => {
      const repositories = all("aws_ecr_repository");
      const names = (values.ecr_repositories as string[]).map((name) => `${values.name}/${name}`);
      expect(repositories.map(({ name }) => name).sort()).toEqual(names.sort());
      for (const repository of repositories) {
        expect(repository).toMatchObject({ image_tag_mutability: "IMMUTABLE_WITH_EXCLUSION" });
      }
    });

    it("lets a GitHub environment's workflows change the environment of that name and no other", () => {
      const trusted = all("aws_iam_role").map(({ name, assume_role_policy }) => {
        const { Statement: statements } = JSON.parse(String(assume_role_policy));
        const [statement] = [statements].flat();
        return [name, statement.Condition.StringEquals["token.actions.githubusercontent.com:sub"]];
      });
      const environments = environmentsOf("deployment", join(repository, "envs")).flatMap(
        (environment) =>
          ["apply", "deploy"].map((role) => [
            `${values.name}-${environment}-github-${role}`,
            `repo:${values.github_repository}:environment:${environment}`,
          ]),
      );
      const pullRequests = [
        `${values.name}-github-plan`,
        `repo:${values.github_repository}:pull_request`,
      ];
      const main = [
        `${values.name}-github-review`,
        `repo:${values.github_repository}:ref:refs/heads/main`,
      ];
      const expected = [...environments, pullRequests, main];
      expect(trusted.sort()).toEqual(expected.sort());
      for (const { address, actions, resources: on } of statementsOf(resources)) {
        const environment = /\["(.*)"\]$/.exec(address)?.[1];
        const changesServices = actions.some((action) => /UpdateService|PassRole/.test(action));
        if (changesServices)
          expect(on.join()).toMatch(new RegExp(`/${values.name}-${environment}/\\*$`));
      }
    });

    it("grants nothing on every resource but what cannot be granted otherwise", () => {
      const onAll = statementsOf(resources)
        .filter((it) => it.resources.includes("*"))
        .flatMap((it) => it.actions);
      expect([...new Set(onAll)].sort()).toEqual([
        "ecr:GetAuthorizationToken",
        "ecs:DescribeTaskDefinition",
        "ecs:RegisterTaskDefinition",
        "route53:ListHostedZones",
        "secretsmanager:ListSecrets",
        "tag:GetResources",
      ]);
    });

    it("gives full rights only to those who apply", () => {
      const attached = all("aws_iam_role_policy_attachment");
      expect(attached.length).toBeGreaterThan(0);
      for (const { role, policy_arn } of attached) {
        const isReview = String(role).endsWith("-github-review");
        expect(role).toMatch(/-github-(?:apply|review)$/);
        expect(policy_arn).toMatch(
          isReview ? /:policy\/ReadOnlyAccess$/ : /:policy\/AdministratorAccess$/,
        );
      }
    });

    it("lets pull requests change nothing", () => {
      const actions = statementsOf(resources)
        .filter(({ address }) => address.endsWith("aws_iam_role_policy.plan"))
        .flatMap((statement) => statement.actions);
      expect(actions.length).toBeGreaterThan(0);
      expect(actions.filter((action) => !/:(Get|List)/.test(action))).toEqual([]);
    });

    it("can be destroyed", () => {
      const { status, output } = workspace.terraform("destroy", "-auto-approve", "-input=false");
      expect(status, output).toBe(0);
    }, 60_000);
  },
);
