/** The text of `.github/workflows/terraform.yml`. It needs no credentials: nothing in it asks a cloud. */
export const workflow = `# Holds every pull request to what was agreed: generated/ is current, environments differ only where the
# schema says why, and Terraform accepts every one of them.
name: Terraform

on:
  push:
    branches: [main]
  pull_request:

permissions:
  contents: read

jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
          cache: npm
      - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2
        with:
          terraform_wrapper: false
      - run: npm ci
      - name: Generated files are committed
        run: npx terraloom check --format github
      - name: Environments differ only where they may
        run: npx terraloom drift-report --format github
      - name: Terraform accepts every environment
        run: npx terraloom verify
      - run: node --test
`;
