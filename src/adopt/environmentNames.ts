export const environmentName =
  /^(?:.*[-_])?(?:sandbox|dev|development|test|testing|qa|staging|stage|stg|uat|preprod|prod|prd|production|nonprod)(?:[-_\d].*)?$/i;

/** Names of folders whose subfolders are all environments. */
export const holdsEnvironments =
  /^(?:environments?|envs?|live|stages?|accounts?|subscriptions?|tenants?|customers?|clients?|regions?|workspaces?|clusters?|sites?)$/i;

/** Regions of AWS, Google Cloud and Azure, and accounts by their number. */
export const regionOrAccount =
  /^(?:(?:us|eu|ap|sa|ca|me|af|il|mx)-[a-z]+-\d|(?:us|europe|asia|northamerica|southamerica|australia|me|africa)-[a-z]+\d+|(?:north|south|east|west|central|northcentral|southcentral|westcentral|southeast)(?:us|europe|asia|india|uk)\d?|\d{12})$/i;

export const environmentLike =
  /^(?:.*[-_])?(?:sandbox|local|dev|devel|development|test|tst|testing|qa|int|integration|ci|stag|stage|staging|stg|uat|pre|preprod|preview|perf|nft|demo|prod|prd|production|live|nonprod|shared|main|eu|us|ap)(?:[-_\d].*)?$/i;

export function namesEnvironment(path: string): boolean {
  return path.split("/").some((step) => environmentName.test(step));
}
