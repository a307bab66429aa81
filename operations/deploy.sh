#!/usr/bin/env bash
# Deploys images to an environment: the services' newest task definitions, which hold Terraform's latest
# configuration, run with the images of the given tag. An old tag is a code rollback. An environment whose spec
# names an image_tag takes that one alone: so nobody undoes a rollback by deploying what is newest.
#
# usage: operations/deploy.sh ENVIRONMENT [TAG] [SERVICE...]
#   TAG empty or absent: the spec's image_tag, else the commit that is checked out
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# >= 1)) || fail "usage: operations/deploy.sh ENVIRONMENT [TAG] [SERVICE...]"
use_environment "$1"
tag=${2:-${pinned_tag:-$(git -C "$repository" rev-parse HEAD)}}
use_services "${@:3}"
[[ -z $pinned_tag || $tag == "$pinned_tag" ]] ||
  fail "The spec of $1 says image_tag: $pinned_tag, so $tag is not deployed. Deploy that, or change the spec first."

# A container whose secret has no value does not start, and ECS tries for a long time.
status=0
unset_secrets=$("$repository/operations/secrets.sh" unset "$1") || status=$?
case $status in
0 | 3) ;;
2) fail "Secrets of $1 have no value: ${unset_secrets//$'\n'/, }. Set each with: mask secrets set $1 NAME" ;;
*) exit 1 ;;
esac

# What the account's own registry holds.
ours="^[0-9]+\\.dkr\\.ecr\\.[^/]+/$product/"

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for service in "${services[@]}"; do
  aws ecs describe-task-definition --task-definition "$prefix-$service" --query taskDefinition \
    >"$work/$service.before.json"
  # Images of other registries, such as a sidecar's, have tags of their own.
  jq --arg tag "$tag" --arg ours "$ours" '
    (.containerDefinitions[].image | select(test($ours))) |= sub(":[^:/]+$"; ":" + $tag)
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
          .registeredAt, .registeredBy, .deregisteredAt)' \
    "$work/$service.before.json" >"$work/$service.json"
done

# Before anything changes: a deploy of half the images would be found out by the half that fails.
jq --raw-output --arg ours "$ours" '.containerDefinitions[].image | select(test($ours)) | capture("^[^/]+/(?<name>.+):[^:/]+$").name' "$work"/*.before.json |
  sort -u | while read -r name; do
  aws ecr describe-images --repository-name "$name" --image-ids "imageTag=$tag" >/dev/null ||
    fail "The repository $name has no image $tag. Was it built and pushed?"
done

for service in "${services[@]}"; do
  aws ecs register-task-definition --cli-input-json "file://$work/$service.json" \
    --query taskDefinition.taskDefinitionArn --output text >"$work/$service.arn"
done

deployed=()
for service in "${services[@]}"; do
  echo "deploying $service to $prefix: $(<"$work/$service.arn")"
  aws ecs update-service --cluster "$prefix" --service "$service" \
    --task-definition "$(<"$work/$service.arn")" >/dev/null ||
    fail "$service was not deployed and runs what it ran. ${deployed[*]:-No service} was given $tag before it. Once the cause is mended, run: operations/deploy.sh $1 $tag"
  deployed+=("$service")
done

aws ecs wait services-stable --cluster "$prefix" --services "${services[@]}"

# A service whose new tasks failed is stable too: ECS has gone back to the tasks before. A definition newer than
# this one is another deploy's, which came meanwhile.
failed=()
superseded=()
for service in "${services[@]}"; do
  running=$(aws ecs describe-services --cluster "$prefix" --services "$service" \
    --query 'services[0].taskDefinition' --output text)
  wanted=$(<"$work/$service.arn")
  if [[ $running == "$wanted" ]]; then
    continue
  elif ((${running##*:} > ${wanted##*:})); then
    superseded+=("$service")
  else
    failed+=("$service")
  fi
done
((${#superseded[@]} == 0)) || echo "A later deploy took over: ${superseded[*]}"
((${#failed[@]} == 0)) || fail "ECS rolled back: ${failed[*]}. The log group /ecs/$prefix says why."
((${#superseded[@]} == 0)) || exit 0
echo "$prefix runs $tag: ${services[*]}"
