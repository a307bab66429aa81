import { defineStack, secret, variable } from "terraloom";
import * as z from "zod";
import { aws_account_id, backend, region } from "./account.ts";

/** The services of the product. A label `container` puts a variable or a secret into them. */
const container = ["core", "jobs", "site-builder", "bastion"];

/** The sizes that Fargate offers. @see https://docs.aws.amazon.com/AmazonECS/latest/developerguide/task-cpu-memory-error.html */
const cpu = z.literal([256, 512, 1024, 2048, 4096]);
const memory = z.int().min(512).max(30720);
const count = z.int().min(0).max(20);

const logRetentionDays = z.literal([1, 3, 5, 7, 14, 30, 60, 90, 180, 365]);

/** One instance of the product: its network, its data and its services. */
export const deployment = defineStack({
  labels: { container },

  settings: { backend },

  variables: {
    aws_account_id,
    region,
    name: variable(z.string().regex(/^[a-z][a-z0-9-]{1,14}$/), {
      description: "Name of the product, the first part of every resource's name",
      modules: ["deployment"],
    }),

    // Hostnames
    hostname: variable(z.hostname(), {
      description: "Hostname that the product is served at",
      modules: ["deployment", "cluster"],
      drift: "each environment is served at its own hostname",
    }),
    dns_zone: variable(z.hostname(), {
      description: "Route 53 zone that holds the hostname",
      modules: ["deployment", "cluster"],
    }),

    // Network
    availability_zones: variable(z.array(z.string()).min(2), {
      description:
        "Availability zones of the subnets. Append only: a zone's place decides its addresses",
      modules: ["deployment", "cluster"],
    }),
    vpc_cidr: variable(z.cidrv4(), {
      description: "Address range of the VPC, a /16 to a /18",
      modules: ["deployment", "cluster"],
      drift: "networks that do not overlap can be peered",
    }),
    nat_gateway_per_zone: variable(z.boolean(), {
      description: "One NAT gateway in each zone instead of a single one for all",
      modules: ["deployment", "cluster"],
      drift: "staging can stand the loss of a zone, and a NAT gateway costs by the hour",
    }),

    // Safety and retention
    deletion_protection: variable(z.boolean(), {
      description: "Whether AWS refuses to delete what holds data or takes traffic",
      modules: ["deployment", "cluster", "core-services"],
      drift: "staging can be destroyed and made anew",
    }),
    log_retention_days: variable(logRetentionDays, {
      description: "Days that logs are kept",
      modules: ["deployment", "cluster", "core-services"],
      drift: "production's logs serve audits, staging's the week's debugging",
    }),
    alarm_email: variable(z.email(), {
      description: "Address that alarms are sent to",
      modules: ["deployment", "alarms"],
      sensitive: true,
      drift: "production wakes those on call, staging tells the developers",
    }),

    // Images
    ecr_repository_urls: variable(
      z.strictObject({
        core: z.string(),
        jobs: z.string(),
        migrations: z.string(),
        site_builder: z.string(),
      }),
      {
        description: "ECR repository of each image",
        modules: ["deployment"],
      },
    ),
    image_tag: variable(z.string().default("latest"), {
      description:
        "Image tag in task definitions. latest: a deploy puts a commit's SHA in its place. A SHA: no other is deployed",
      modules: ["deployment"],
    }),

    // Scaling
    core_cpu: variable(cpu, {
      description: "CPU units of a core task (1024 is one vCPU)",
      modules: ["deployment"],
    }),
    core_memory: variable(memory, {
      description: "Memory of a core task, in MiB",
      modules: ["deployment"],
    }),
    core_min_tasks: variable(count, {
      description: "Core tasks that always run",
      modules: ["deployment"],
      drift: "production stays up when a task or a zone is lost",
    }),
    core_max_tasks: variable(count, {
      description: "Core tasks that run at most",
      modules: ["deployment"],
      drift: "staging has no readers to scale for",
    }),
    jobs_cpu: variable(cpu, {
      description: "CPU units of a jobs task (1024 is one vCPU)",
      modules: ["deployment"],
    }),
    jobs_memory: variable(memory, {
      description: "Memory of a jobs task, in MiB",
      modules: ["deployment"],
    }),
    jobs_max_tasks: variable(count, {
      description: "Jobs tasks that run at most. One always runs",
      modules: ["deployment"],
      drift: "staging's queue may wait",
    }),
    site_builder_cpu: variable(cpu, {
      description: "CPU units of a site-builder task (1024 is one vCPU)",
      modules: ["deployment"],
    }),
    site_builder_memory: variable(memory, {
      description: "Memory of a site-builder task, in MiB",
      modules: ["deployment"],
    }),
    bastion_enabled: variable(z.boolean(), {
      description: "Whether the bastion runs, a task to open a shell in",
      modules: ["deployment"],
    }),

    // Database
    db_engine_version: variable(z.string(), {
      description: "Major version of PostgreSQL",
      modules: ["deployment", "core-services"],
    }),
    db_instance_class: variable(z.string().startsWith("db."), {
      description: "RDS instance class of the database",
      modules: ["deployment", "core-services"],
      drift: "staging holds a fraction of the data",
    }),
    db_allocated_storage: variable(z.int().min(20), {
      description: "Storage that the database starts with, in GiB",
      modules: ["deployment", "core-services"],
    }),
    db_max_allocated_storage: variable(z.int().min(21), {
      description: "Storage that the database may grow to, in GiB",
      modules: ["deployment", "core-services"],
    }),
    db_multi_az: variable(z.boolean(), {
      description: "Whether a standby in another zone takes over when the database fails",
      modules: ["deployment", "core-services"],
      drift: "staging can stand an hour without its database",
    }),
    db_backup_retention_days: variable(z.int().min(1).max(35), {
      description: "Days that backups of the database are kept",
      modules: ["deployment", "core-services"],
      drift: "staging's data can be made again",
    }),

    // Cache
    cache_engine_version: variable(z.string(), {
      description: "Version of Valkey",
      modules: ["deployment", "core-services"],
    }),
    cache_node_type: variable(z.string().startsWith("cache."), {
      description: "ElastiCache node type of the cache",
      modules: ["deployment", "core-services"],
    }),
    cache_nodes: variable(z.int().min(1).max(6), {
      description: "Nodes of the cache. From the second on they are replicas that can take over",
      modules: ["deployment", "core-services"],
      drift: "staging's cache may start cold",
    }),

    // Assets
    assets_noncurrent_days: variable(z.int().min(1), {
      description: "Days that deleted and overwritten assets can be brought back",
      modules: ["deployment", "core-services"],
    }),

    // Container variables: those that a container's label names are in its environment
    LOG_LEVEL: variable(z.enum(["debug", "info", "warn", "error"]), {
      description: "Least severity that is logged",
      modules: ["deployment"],
      labels: { container: ["core", "jobs", "site-builder"] },
      drift: "staging's logs are read by those who write the code",
    }),
    FEATURE_FLAGS: variable(z.record(z.string(), z.boolean()), {
      description: "Features that are switched on or off",
      modules: ["deployment"],
      labels: { container: ["core", "jobs"] },
      drift: "features are tried in staging first",
    }),
    ALLOWED_ORIGINS: variable(z.array(z.url()), {
      description: "Origins besides our own that may call the API and upload assets",
      modules: ["deployment"],
      labels: { container: ["core"] },
      drift: "developers' machines may call staging",
    }),
    DATACITE_API_URL: variable(z.url(), {
      description: "DataCite API that deposits publications and allocates DOIs",
      modules: ["deployment"],
      labels: { container: ["core"] },
      drift: "staging deposits into DataCite's test API",
    }),
    DATACITE_DOI_PREFIX: variable(z.string().regex(/^10\.\d{4,9}$/), {
      description: "Prefix of the DOIs that we allocate",
      modules: ["deployment"],
      labels: { container: ["core"] },
      drift: "DataCite's test API knows other prefixes",
    }),
    MAILGUN_SMTP_HOST: variable(z.hostname(), {
      description: "SMTP server that sends our mail",
      modules: ["deployment"],
      labels: { container: ["core", "jobs"] },
    }),
    MAILGUN_SMTP_PORT: variable(z.int().min(1).max(65535), {
      description: "Port of the SMTP server",
      modules: ["deployment"],
      labels: { container: ["core", "jobs"] },
    }),
    MAILGUN_SMTP_USERNAME: variable(z.email(), {
      description: "User that mail is sent as",
      modules: ["deployment"],
      labels: { container: ["core", "jobs"] },
      drift: "staging's mail is kept apart from readers' mail",
    }),
    OTEL_EXPORTER_OTLP_ENDPOINT: variable(z.url(), {
      description: "OpenTelemetry collector that takes traces",
      modules: ["deployment"],
      labels: { container: ["core", "jobs", "site-builder"] },
    }),
    JOBS_CONCURRENCY: variable(z.int().min(1).max(100), {
      description: "Jobs that one jobs task works on at once",
      modules: ["deployment"],
      labels: { container: ["jobs"] },
    }),
    SITE_BUILDER_CONCURRENCY: variable(z.int().min(1).max(20), {
      description: "Sites that one site-builder task builds at once",
      modules: ["deployment"],
      labels: { container: ["site-builder"] },
    }),
    PAGER: variable(z.string(), {
      description: "Program that shows long output in the bastion's shell",
      modules: ["deployment"],
      labels: { container: ["bastion"] },
    }),
  },

  secrets: {
    DATACITE_PASSWORD: secret({
      description: "Password of our DataCite repository",
      labels: { container: ["core"] },
    }),
    DATACITE_REPOSITORY_ID: secret({
      description: "Identifier of our DataCite repository",
      labels: { container: ["core"] },
    }),
    GCLOUD_KEY_FILE: secret({
      description: "Key file of the Google Cloud service account, JSON",
      labels: { container: ["core"] },
    }),
    HONEYCOMB_API_KEY: secret({
      description: "API key that sends traces to Honeycomb",
      labels: { container: ["core", "jobs", "site-builder"] },
    }),
    JWT_SECRET: secret({
      description: "Key that signs sessions",
      labels: { container: ["core"] },
    }),
    MAILGUN_SMTP_PASSWORD: secret({
      description: "Password of the SMTP user",
      labels: { container: ["core", "jobs"] },
    }),
    SENTRY_AUTH_TOKEN: secret({
      description: "Token that sends errors to Sentry",
      labels: { container: ["core", "jobs", "site-builder"] },
    }),
  },
});
