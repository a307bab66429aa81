/** Of generated/operations.json what the operations read. */
export const operations = JSON.stringify({
  promotion: ["staging", "production"],
  services: { deployment: ["core", "jobs"], global: null },
  waves: { deployment: [["staging"], ["production"]], global: [["staging"], ["production"]] },
  secrets: { deployment: ["PASSWORD"], global: [] },
  environments: ["staging", "production", "preview/eu", "global_aws", "pinned"].map((name) => ({
    name,
    ...(name === "global_aws" ? {} : { image_tag: name === "pinned" ? "0a1b2c3" : "latest" }),
    stack: name === "global_aws" ? "global" : "deployment",
    product: "gazette",
    account: "111122223333",
    region: "us-east-1",
  })),
});

/** AWS as far as the operations ask it: two services, core with an init container, and three secrets. */
export const aws = `
after() { local name=$1; shift; while [[ $1 != "$name" ]]; do shift; done; echo "$2"; }
case "$1 $2" in
"ecs describe-services")
  service=$(after --services "$@")
  name="$4-$service"
  if [[ $* == *"--include TAGS"* ]]; then
    cat <<END
    { "services": [ { "taskDefinition": "arn:aws:ecs:r:1:task-definition/$name:$(cat "$KEPT/runs" 2>/dev/null || echo 5)", "desiredCount": 1, "runningCount": 1,
      "deployments": [ { "status": "PRIMARY", "rolloutState": "$(cat "$KEPT/rollout" 2>/dev/null || echo COMPLETED)" } ],
      "tags": [ $([[ -e $KEPT/no-tag ]] || echo '{ "key": "DeclaredDefinition", "value": "arn:aws:ecs:r:1:task-definition/'"$name"':6" }') ] } ] }
END
  elif [[ $4 != "$(cat "$KEPT/deploying" 2>/dev/null)" ]]; then
    echo "arn:aws:ecs:r:1:task-definition/$name:4"
  elif [[ -e $KEPT/rolled-back-$service ]]; then echo "arn:aws:ecs:r:1:task-definition/$name:5"
  elif [[ -e $KEPT/superseded ]]; then echo "arn:aws:ecs:r:1:task-definition/$name:10"
  else echo "arn:aws:ecs:r:1:task-definition/$name:8"
  fi
  ;;
"ecs describe-task-definition")
  arn=$(after --task-definition "$@")
  family=\${arn##*/}; family=\${family%:*}
  case $arn in *:4) tag=staged ;; *:5) tag=old ;; *:6) tag=$(cat "$KEPT/applied" 2>/dev/null || echo latest) ;; *) tag=latest ;; esac
  cat <<END
  { "tags": [ { "key": "Team", "value": "x" }$([[ $arn != *:5 || ! -e $KEPT/from ]] || echo ', { "key": "DeclaredDefinition", "value": "arn:aws:ecs:r:1:task-definition/'"$family:$(<"$KEPT/from")"'" }') ],
    "taskDefinition": { "family": "$family", "revision": 7, "taskDefinitionArn": "$arn", "status": "ACTIVE",
    "requiresAttributes": [], "compatibilities": [], "registeredAt": "2026", "registeredBy": "x", "cpu": "256",
    "containerDefinitions": [
      { "name": "a", "image": "1.dkr.ecr.us-east-1.amazonaws.com/gazette/a:$tag" },
      { "name": "b", "image": "1.dkr.ecr.us-east-1.amazonaws.com/gazette/b:$tag" },
      { "name": "sidecar", "image": "public.ecr.aws/xray/daemon:3.x" } ] } }
END
  ;;
"resourcegroupstaggingapi get-resources")
  [[ $* != *Values=earlier* ]] || echo "arn:aws:ecs:r:1:task-definition/gazette-staging-core:2"
  ;;
"ecs register-task-definition")
  [[ $4 != *"/$(cat "$KEPT/no-register" 2>/dev/null).json" ]] || exit 254
  cat "\${4#file://}" >"$KEPT/registered.json"
  jq --raw-output '"arn:aws:ecs:r:1:task-definition/" + .family + ":8"' "$KEPT/registered.json"
  ;;
"ecs update-service") echo "$4" >"$KEPT/deploying"; [[ ! -e $KEPT/no-update || $6 != "$(<"$KEPT/no-update")" ]] ;;
"ecs wait") [[ ! -e $KEPT/unstable ]] ;;
"ecr describe-images") [[ ! -e $KEPT/no-image || $4 != "$(<"$KEPT/no-image")" ]] ;;
"secretsmanager list-secrets")
  [[ $4 == Key=name,Values=gazette-staging/ ]] || { echo '{ "SecretList": [] }'; exit; }
  cat <<END
  { "SecretList": [
    { "Name": "gazette-staging/KEY", "SecretVersionsToStages": { "v": ["AWSCURRENT"] } },
    { "Name": "gazette-staging/PASSWORD"$([[ -e $KEPT/unset ]] || echo ', "SecretVersionsToStages": { "v": [] }') },
    { "Name": "other/gazette-staging/TOKEN" } ] }
END
  ;;
"secretsmanager put-secret-value") cat >"$KEPT/stdin" ;;
"secretsmanager restore-secret") ;;
esac`;
