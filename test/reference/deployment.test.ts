import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { deployment } from "../../schema/deployment.ts";
import { terraformAvailable } from "../support/programs.ts";
import { containersOf, statementsOf } from "./containers.ts";
import { repository } from "./project.ts";
import { environmentsOf, variablesOf } from "./specs.ts";
import {
  offlineProviders,
  type PlannedResource,
  type Workspace,
  workspaceOf,
} from "./terraform.ts";

/** What the module `deployment` gives containers by itself, computed from the rest of the infrastructure. */
const computed = {
  core: {
    environment: ["common", "database", "cache", "assets"],
    secrets: ["PGPASSWORD", "VALKEY_PASSWORD", "API_KEY"],
  },
  jobs: {
    environment: ["common", "database", "cache"],
    secrets: ["PGPASSWORD", "VALKEY_PASSWORD", "API_KEY"],
  },
  "site-builder": {
    environment: ["common", "cache", "assets"],
    secrets: ["VALKEY_PASSWORD", "API_KEY"],
  },
  bastion: { environment: ["common", "database"], secrets: ["PGPASSWORD"] },
  migrations: { environment: ["database"], secrets: ["PGPASSWORD"] },
} as const;

/** Actions that know no resources or ask for all, and are therefore granted on `*`. */
const grantedOnAll = [
  "ecr:GetAuthorizationToken",
  "logs:DescribeLogGroups",
  "ssmmessages:CreateControlChannel",
  "ssmmessages:CreateDataChannel",
  "ssmmessages:OpenControlChannel",
  "ssmmessages:OpenDataChannel",
];

const environments = environmentsOf("deployment", join(repository, "envs"));

describe.skipIf(!terraformAvailable || !offlineProviders)(
  "the reference stack, with providers that need no account (TERRALOOM_OFFLINE_PROVIDERS)",
  () => {
    describe.each(environments)("%s", (environment) => {
      const values = variablesOf(join(repository, "envs", `${environment}.yaml`));
      let workspace: Workspace;
      let resources: readonly PlannedResource[] = [];

      const one = (type: string, end = ""): PlannedResource["values"] => {
        const found = resources.filter((it) => it.type === type && it.address.endsWith(end));
        expect(found.map(({ address }) => address)).toHaveLength(1);
        return found[0]?.values ?? {};
      };

      beforeAll(() => {
        workspace = workspaceOf(join(repository, "generated"), environment);
        for (const command of [
          ["init", "-input=false"],
          ["apply", "-input=false", "-auto-approve"],
          ["plan", "-input=false", "-out=plan", "-detailed-exitcode"],
        ]) {
          const { status, output } = workspace.terraform(...command);
          if (status !== 0)
            throw new Error(`terraform ${command.join(" ")}: exit ${status}\n${output}`);
        }
        // Before anything is applied containers are unknown: they hold the address of a database to be made.
        resources = workspace.resources("plan");
      }, 120_000);

      afterAll(() => workspace?.remove());

      const environmentParts = (part: string): Record<string, string> => {
        const database = one("aws_db_instance");
        const cache = one("aws_elasticache_replication_group");
        const parts: Record<string, Record<string, unknown>> = {
          common: {
            ENVIRONMENT: environment,
            NODE_ENV: "production",
            PUBLIC_URL: `https://${values.hostname}`,
          },
          database: {
            PGHOST: database.address,
            PGPORT: database.port,
            PGDATABASE: database.db_name,
            PGUSER: database.username,
            PGSSLMODE: "require",
          },
          cache: {
            VALKEY_HOST: cache.primary_endpoint_address,
            VALKEY_PORT: cache.port,
            VALKEY_TLS: "true",
          },
          assets: {
            ASSETS_BUCKET: one("aws_s3_bucket").id,
            ASSETS_REGION: values.region,
          },
        };
        return Object.fromEntries(
          Object.entries(parts[part] ?? {}).map(([key, value]) => [key, String(value)]),
        );
      };

      const labelled = (
        declarations: Readonly<
          Record<string, { readonly labels?: { readonly container?: unknown } }>
        >,
        container: string,
      ): string[] =>
        Object.entries(declarations)
          .filter(([, { labels }]) => [labels?.container].flat().includes(container))
          .map(([name]) => name);

      const containerText = (value: unknown): string =>
        typeof value === "object" ? JSON.stringify(value) : String(value);

      it.each(Object.entries(computed))(
        "gives %s exactly the variables of schema and spec",
        (name, parts) => {
          expect(containersOf(resources)[name]?.environment).toEqual({
            ...Object.assign({}, ...parts.environment.map(environmentParts)),
            ...Object.fromEntries(
              labelled(deployment.variables, name).map((key) => [key, containerText(values[key])]),
            ),
          });
        },
      );

      it.each(Object.entries(computed))("gives %s exactly its secrets", (name, parts) => {
        const secretsManager = resources.filter(({ type }) => type === "aws_secretsmanager_secret");
        const arnOf = (secret: string) =>
          secretsManager.find(({ values }) => String(values.name).endsWith(`/${secret}`))?.values
            .arn;
        const names = [...parts.secrets, ...labelled(deployment.secrets, name)];
        expect(containersOf(resources)[name]?.secrets).toEqual(
          Object.fromEntries(names.map((secret) => [secret, arnOf(secret)])),
        );
      });

      it("knows no other containers", () => {
        expect(Object.keys(containersOf(resources)).sort()).toEqual(Object.keys(computed).sort());
      });

      it("makes every declared secret, without a value", () => {
        const made = (type: string, name: string) =>
          resources
            .filter((it) => it.type === type && it.address.includes(`.${name}[`))
            .map(({ address }) => address.replace(/.*\["(.*)"\]$/, "$1"));
        expect(made("aws_secretsmanager_secret", "declared").sort()).toEqual(
          Object.keys(deployment.secrets).sort(),
        );
        expect(made("aws_secretsmanager_secret_version", "declared")).toEqual([]);
        const versions = resources.filter(
          ({ type }) => type === "aws_secretsmanager_secret_version",
        );
        expect(versions).toHaveLength(
          made("aws_secretsmanager_secret_version", "generated").length,
        );
      });

      it("lets each execution role read its own containers' secrets and no other", () => {
        const statements = statementsOf(resources);
        const containers = containersOf(resources);
        for (const service of ["core", "jobs", "site-builder", "bastion"]) {
          const module = `module.${service.replace("-", "_")}.`;
          const granted = statements
            .filter(
              (it) =>
                it.address.includes(module) && it.actions.includes("secretsmanager:GetSecretValue"),
            )
            .flatMap((it) => it.resources);
          const names = service === "core" ? ["core", "migrations"] : [service];
          const needed = names.flatMap((name) => Object.values(containers[name]?.secrets ?? {}));
          expect([...granted].sort()).toEqual([...new Set(needed)].sort());
        }
      });

      it("grants nothing on every resource but what cannot be granted otherwise", () => {
        const onAll = statementsOf(resources)
          .filter((it) => it.effect === "Allow" && it.resources.includes("*"))
          .flatMap((it) => it.actions);
        expect([...new Set(onAll)].sort()).toEqual(grantedOnAll);
        const wholeServices = statementsOf(resources).flatMap((it) =>
          it.actions.filter((action) => /\*$/.test(action)),
        );
        expect(wholeServices).toEqual([]);
      });

      it("encrypts what holds data, and protects it from deletion where the spec says so", () => {
        const isProtected = values.deletion_protection;
        expect(one("aws_db_instance")).toMatchObject({
          storage_encrypted: true,
          deletion_protection: isProtected,
          skip_final_snapshot: !isProtected,
        });
        expect(one("aws_elasticache_replication_group")).toMatchObject({
          at_rest_encryption_enabled: "true",
          transit_encryption_enabled: true,
        });
        expect(one("aws_lb")).toMatchObject({ enable_deletion_protection: isProtected });
        expect(one("aws_s3_bucket")).toMatchObject({ force_destroy: !isProtected });
        expect(one("aws_s3_bucket_public_access_block")).toMatchObject({
          block_public_acls: true,
          block_public_policy: true,
          ignore_public_acls: true,
          restrict_public_buckets: true,
        });
      });

      it("tags everything that has tags", () => {
        const untagged = resources
          .filter(({ values }) => "tags_all" in values)
          .filter(({ values }) => {
            const tags = values.tags_all as Record<string, string> | null;
            return tags?.Environment !== environment || tags.ManagedBy !== "terraform";
          });
        expect(untagged.map(({ address }) => address)).toEqual([]);
      });

      // Last: it takes away what the others look at.
      it("can be destroyed", () => {
        const { status, output } = workspace.terraform("destroy", "-auto-approve", "-input=false");
        expect(status, output).toBe(0);
      }, 60_000);
    });
  },
);
