import type { WrongAnswer } from "../diagnostics/messages/wrongAnswers.ts";

/** A backend that `init` can write. */
export interface Backend {
  readonly type: string;
  /** Where it keeps states, in a few words. */
  readonly hint: string;
  /** The required attributes, each with its question. */
  readonly wants: Readonly<Record<string, string>>;
  /** The attribute that tells one environment's state from another's, and the ending of its text. Absent: each has its folder. */
  readonly state?: { readonly attribute: string; readonly ending: string };
  /** Defaults of other attributes. */
  readonly fixed: Readonly<Record<string, boolean>>;
}

/**
 * The backends that are written: those that tell states apart by a path, as environments' names are.
 *
 * @see https://developer.hashicorp.com/terraform/language/backend
 */
export const backends: readonly Backend[] = [
  {
    type: "s3",
    hint: "a bucket of Amazon S3",
    wants: { bucket: "S3 bucket that holds the states", region: "AWS region of the bucket" },
    state: { attribute: "key", ending: "/terraform.tfstate" },
    fixed: { encrypt: true, use_lockfile: true },
  },
  {
    type: "gcs",
    hint: "a bucket of Google Cloud Storage",
    wants: { bucket: "Cloud Storage bucket that holds the states" },
    state: { attribute: "prefix", ending: "" },
    fixed: {},
  },
  {
    type: "azurerm",
    hint: "a container of Azure Blob Storage",
    wants: {
      resource_group_name: "Resource group of the storage account",
      storage_account_name: "Storage account that holds the states",
      container_name: "Container in the storage account",
    },
    state: { attribute: "key", ending: "/terraform.tfstate" },
    fixed: {},
  },
  {
    type: "consul",
    hint: "the key-value store of Consul",
    wants: { address: "Address of Consul, such as consul.example.org:8501" },
    state: { attribute: "path", ending: "/terraform.tfstate" },
    fixed: {},
  },
  {
    type: "cos",
    hint: "a bucket of Tencent Cloud",
    wants: { bucket: "COS bucket that holds the states", region: "Region of the bucket" },
    state: { attribute: "prefix", ending: "" },
    fixed: { encrypt: true },
  },
  {
    type: "oss",
    hint: "a bucket of Alibaba Cloud",
    wants: { bucket: "OSS bucket that holds the states", region: "Region of the bucket" },
    state: { attribute: "prefix", ending: "" },
    fixed: { encrypt: true },
  },
  {
    type: "local",
    hint: "files on this machine: to try things out, alone",
    wants: {},
    fixed: {},
  },
];

/** The backend of a name; `undefined` where `init` does not know it. */
export function backendOf(type: string): Backend | undefined {
  return backends.find((backend) => backend.type === type);
}

/** Attributes that are secrets. Terraform also reads each of them from environment variables. */
const secrets = new Set([
  "access_key",
  "access_token",
  "client_certificate_password",
  "client_secret",
  "credentials",
  "encryption_key",
  "http_auth",
  "oidc_token",
  "sas_token",
  "secret_id",
  "secret_key",
  "security_token",
  "sse_customer_key",
  "token",
]);

/** Why an attribute of a backend cannot be given; `undefined` where it can. */
export function valueFault(backend: Backend, name: string): WrongAnswer | undefined {
  if (!/^[a-z][a-z0-9_]*$/.test(name)) return { kind: "backend-attribute", name };
  if (secrets.has(name)) return { kind: "backend-secret", name };
  return name === backend.state?.attribute ? { kind: "backend-state", name } : undefined;
}
