import { packageManagers } from "../packageManagers.ts";
import type { RepositorySetup } from "../repositorySetup.ts";
import { testFile } from "./projectTest.ts";
import { yamlPattern, yamlText } from "./yamlText.ts";

/** Where GitHub reads the workflow, from the repository's root: of each project another. */
export function workflowPath({ folder }: Pick<RepositorySetup, "folder">): string {
  const name = folder.replace(/\/$/, "").replaceAll("/", "-");
  return `.github/workflows/terraform${name === "" ? "" : `-${name}`}.yml`;
}

/** The text of the workflow. It needs no credentials: nothing in it asks a cloud. */
export function workflow(setup: RepositorySetup): string {
  const { folder, branch, packages } = setup;
  const { run, node } = packageManagers[packages];
  const place = folder.replace(/\/$/, "");
  const paths = watchedPaths(setup);
  const directory =
    place === ""
      ? ""
      : `    defaults:\n      run:\n        working-directory: ${yamlText(place)}\n`;
  const prepared = preparingSteps(setup);
  return `# Holds every pull request to what was agreed: generated/ is current, environments differ only where the
# schema says why, and Terraform accepts those whose code has changed. A comment tells what it changes.
name: ${yamlText(place === "" ? "Terraform" : `Terraform (${place})`)}

on:
  push:
    branches: [${branch}]
${paths}  pull_request:
${paths}
permissions:
  contents: read

concurrency:
  group: \${{ github.workflow }}-\${{ github.ref }}
  cancel-in-progress: \${{ github.event_name == 'pull_request' }}

jobs:
  check:
    runs-on: ubuntu-latest
    permissions:
      contents: read
      # For the one comment; a pull request from a fork gets no such right, and has the job's summary.
      pull-requests: write
    outputs:
      count: \${{ steps.affected.outputs.count }}
      matrix: \${{ steps.affected.outputs.matrix }}
${directory}    steps:
${prepared}      - name: What this changes
        if: \${{ github.event_name == 'pull_request' }}
        run: ${run} terraloom review --post
        env:
          GITHUB_TOKEN: \${{ github.token }}
      - name: Generated files are committed
        run: ${run} terraloom check --format github
      - name: Environments differ only where they may
        run: ${run} terraloom drift-report --format github
      - run: ${node} --test ${testFile}
      - id: affected
        name: Environments whose code has changed
        env:
          SINCE: \${{ github.base_ref && format('origin/{0}', github.base_ref) || github.event.before }}
        run: |
          git cat-file -e "$SINCE^{commit}" 2>/dev/null || SINCE=""
          ${run} terraloom affected --committed \${SINCE:+--since "$SINCE"} --format matrix --shards 8 >>"$GITHUB_OUTPUT"

  # More than eight environments come several to a job.
  verify:
    needs: check
    if: \${{ needs.check.outputs.count != '0' }}
    runs-on: ubuntu-latest
    strategy:
      fail-fast: false
      matrix: \${{ fromJSON(needs.check.outputs.matrix) }}
${directory}    steps:
${prepared}      - id: terraform
        run: echo "version=$(cat .terraform-version)" >>"$GITHUB_OUTPUT"
      - uses: hashicorp/setup-terraform@b9cd54a3c349d3f38e8881555d616ced269862dd # v3.1.2
        with:
          terraform_version: \${{ steps.terraform.outputs.version }}
          terraform_wrapper: false
      - name: Terraform accepts them
        env:
          ENVIRONMENTS: \${{ matrix.environments }}
        run: |
          read -r -a environments <<<"$ENVIRONMENTS"
          ${run} terraloom verify "\${environments[@]}"
`;
}

function watchedPaths(setup: RepositorySetup): string {
  const patterns = watchedPatterns(setup, "**", yamlPattern(workflowPath(setup)));
  if (patterns.length === 0) return "";
  return `    paths:\n${patterns.map((pattern) => `      - ${pattern}\n`).join("")}`;
}

/** What a pipeline runs for; nothing for a project that is the whole repository, where all is. */
export function watchedPatterns(setup: RepositorySetup, all: string, pipeline: string): string[] {
  const { folder } = setup;
  if (folder === "") return [];
  const lock = lockFileOf(setup);
  const outside = lock.startsWith(folder) ? [] : [yamlPattern(lock)];
  return [yamlPattern(folder, all), pipeline, ...outside];
}

function preparingSteps(setup: RepositorySetup): string {
  const { program, installLocked } = packageManagers[setup.packages];
  const manager =
    program === "npm" ? "" : "      - run: corepack enable\n        working-directory: .\n";
  return `      - uses: actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683 # v4.2.2
        with:
          # What has changed is told by where it left the branch.
          fetch-depth: 0
          persist-credentials: false
${manager}      - uses: actions/setup-node@49933ea5288caeca8642d1e84afbd3f7d6820020 # v4.4.0
        with:
          node-version: 22
          cache: ${program}
          cache-dependency-path: ${yamlText(lockFileOf(setup))}
      - run: ${installLocked}
`;
}

/** The lock file that CI installs by, from the repository's root. */
export function lockFileOf({ lockFolder, packages }: RepositorySetup): string {
  return lockFolder + packageManagers[packages].lockFile;
}
