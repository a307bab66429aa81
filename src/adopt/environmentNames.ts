/** Names that nothing but environments has. */
export const environmentName =
  /^(?:.*[-_])?(?:sandbox|dev|development|test|testing|qa|staging|stage|stg|uat|preprod|prod|prd|production|nonprod)(?:[-_\d].*)?$/i;

/** Names that environments have. */
export const environmentLike =
  /^(?:.*[-_])?(?:sandbox|local|dev|devel|development|test|tst|testing|qa|int|integration|ci|stag|stage|staging|stg|uat|pre|preprod|preview|perf|nft|demo|prod|prd|production|live|nonprod|shared|main|eu|us|ap)(?:[-_\d].*)?$/i;
