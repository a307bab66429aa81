import type { Surroundings } from "../surroundings.ts";
import { installCommands, lockFiles, runCommands } from "./commands.ts";

/** The text of `.gitlab-ci.yml`. It needs no credentials but a token for the note, and does without that one too. */
export function gitlabPipeline({ folder, packages, lockFolder }: Surroundings): string {
  const run = runCommands[packages];
  const enter = folder === "" ? "" : `    - cd ${folder.replace(/\/$/, "")}\n`;
  const manager = packages === "npm" ? "" : "    - corepack enable\n";
  const changes = `      changes: ["${folder}**/*"]\n`;
  return `# Holds every merge request to what was agreed: generated/ is current, environments differ only where the
# schema says why, and Terraform accepts those whose code has changed. A note tells what it changes.
terraform:
  image: node:22
  rules:
    - if: $CI_PIPELINE_SOURCE == "merge_request_event"
${folder === "" ? "" : changes}    - if: $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH
${folder === "" ? "" : changes}  variables:
    # What a merge request changes is told by where it left the branch.
    GIT_DEPTH: "0"
  cache:
    key:
      files: ["${lockFolder}${lockFiles[packages]}"]
    paths: [.npm/]
  before_script:
    - TERRAFORM_VERSION=$(cat ${folder}.terraform-version)
    - curl --fail --silent --show-error --location --output /tmp/terraform.zip "https://releases.hashicorp.com/terraform/\${TERRAFORM_VERSION}/terraform_\${TERRAFORM_VERSION}_linux_amd64.zip"
    - apt-get update -qq && apt-get install -qq unzip && unzip -q /tmp/terraform.zip terraform -d /usr/local/bin
${manager}${enter}    - ${installCommands[packages]}${packages === "npm" ? ' --cache "$CI_PROJECT_DIR/.npm"' : ""}
  script:
    # With GITLAB_TOKEN (a project access token with the scope api) the note is posted and updated; else it is printed.
    - if [ -n "$CI_MERGE_REQUEST_IID" ]; then ${run} terraloom review --post; fi
    - ${run} terraloom check
    - ${run} terraloom drift-report
    # Terraform is asked of the environments whose code has changed.
    - SINCE=\${CI_MERGE_REQUEST_DIFF_BASE_SHA:-$CI_COMMIT_BEFORE_SHA}
    - git cat-file -e "$SINCE^{commit}" 2>/dev/null || SINCE=""
    - ${run} terraloom affected --committed \${SINCE:+--since "$SINCE"} --format json >/tmp/affected.json
    - ENVIRONMENTS=$(node -p 'require("/tmp/affected.json").environments.map((one) => one.environment).join(" ")')
    - if [ -n "$ENVIRONMENTS" ]; then ${run} terraloom verify $ENVIRONMENTS; fi
    - node --test
`;
}
