import { packageManagers } from "../packageManagers.ts";
import type { RepositorySetup } from "../repositorySetup.ts";
import { testFile } from "./projectTest.ts";
import { lockFileOf, watchedPatterns } from "./workflow.ts";
import { yamlText } from "./yamlText.ts";

/** The text of `.gitlab-ci.yml`. It needs no credentials but a token for the note, and does without that one too. */
export function gitlabPipeline(setup: RepositorySetup): string {
  const { folder, packages } = setup;
  const { program, run, node, installLocked, cacheVariable } = packageManagers[packages];
  const enter = folder === "" ? "" : `    - cd "${folder.replace(/\/$/, "")}"\n`;
  const manager = program === "npm" ? "" : "    - corepack enable\n";
  const watched = watchedPatterns(setup, "**/*", '".gitlab-ci.yml"');
  const changes = watched.length === 0 ? "" : `      changes: [${watched.join(", ")}]\n`;
  return `# Holds every merge request to what was agreed: generated/ is current, environments differ only where the
# schema says why, and Terraform accepts those whose code has changed. A note tells what it changes.
terraform:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
${changes}    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
${changes}  variables:
    # What a merge request changes is told by where it left the branch.
    GIT_DEPTH: "0"
    ${cacheVariable}: $CI_PROJECT_DIR/.packages
  cache:
    key:
      files: [${yamlText(lockFileOf(setup))}]
    paths: [.packages/]
  before_script:
${enter}    - TERRAFORM_VERSION=$(cat .terraform-version)
    - ARCHIVE="terraform_\${TERRAFORM_VERSION}_linux_amd64.zip"
    - SERVER="https://releases.hashicorp.com/terraform/$TERRAFORM_VERSION"
    - curl --fail --silent --show-error --location --output "/tmp/$ARCHIVE" "$SERVER/$ARCHIVE"
    - curl --fail --silent --show-error --location "$SERVER/terraform_\${TERRAFORM_VERSION}_SHA256SUMS" | grep "  $ARCHIVE$" >/tmp/terraform.sum
    - (cd /tmp && sha256sum --check --strict terraform.sum)
    - apt-get update -qq && apt-get install -qq unzip && unzip -q "/tmp/$ARCHIVE" terraform -d /usr/local/bin
${manager}    - ${installLocked}
  script:
    # With GITLAB_TOKEN (a project access token with the scope api) the note is posted and updated; else it is printed.
    - if [ -n "$CI_MERGE_REQUEST_IID" ]; then ${run} terraloom review --post; fi
    # Beside the changed lines of a merge request, and then in the log.
    - ${run} terraloom check --format gitlab >"$CI_PROJECT_DIR/code-quality.json" 2>/dev/null || true
    - ${run} terraloom check
    - ${run} terraloom drift-report
    # Terraform is asked of the environments whose code has changed.
    - SINCE=\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}
    - git cat-file -e "$SINCE^{commit}" 2>/dev/null || SINCE=""
    - ${run} terraloom affected --committed \${SINCE:+--since "$SINCE"} --format json >/tmp/affected.json
    - ENVIRONMENTS=$(node -p 'require("/tmp/affected.json").environments.map((one) => one.environment).join(" ")')
    - if [ -n "$ENVIRONMENTS" ]; then ${run} terraloom verify $ENVIRONMENTS; fi
    - ${node} --test ${testFile}
  artifacts:
    when: always
    reports:
      codequality: code-quality.json
`;
}
