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

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

for service in "${services[@]}"; do
  aws ecs describe-task-definition --task-definition "$prefix-$service" --query taskDefinition \
    >"$work/$service.before.json"
  jq --arg tag "$tag" '
    .containerDefinitions[].image |= sub(":[^:/]+$"; ":" + $tag)
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
          .registeredAt, .registeredBy, .deregisteredAt)' \
    "$work/$service.before.json" >"$work/$service.json"
done

# Before anything changes: a deploy of half the images would be found out by the half that fails.
jq --raw-output '.containerDefinitions[].image | capture("^[^/]+/(?<name>.+):[^:/]+$").name' "$work"/*.before.json |
  sort -u | while read -r name; do
  aws ecr describe-images --repository-name "$name" --image-ids "imageTag=$tag" >/dev/null ||
    fail "The repository $name has no image $tag. Was it built and pushed?"
done

for service in "${services[@]}"; do
  aws ecs register-task-definition --cli-input-json "file://$work/$service.json" \
    --query taskDefinition.taskDefinitionArn --output text >"$work/$service.arn"
done

for service in "${services[@]}"; do
  echo "deploying $service to $prefix: $(<"$work/$service.arn")"
  aws ecs update-service --cluster "$prefix" --service "$service" \
    --task-definition "$(<"$work/$service.arn")" >/dev/null
done

aws ecs wait services-stable --cluster "$prefix" --services "${services[@]}"

# A service whose new tasks failed is stable too: ECS has gone back to the tasks before.
failed=()
for service in "${services[@]}"; do
  running=$(aws ecs describe-services --cluster "$prefix" --services "$service" \
    --query 'services[0].taskDefinition' --output text)
  [[ $running == "$(<"$work/$service.arn")" ]] || failed+=("$service")
done
((${#failed[@]} == 0)) || fail "ECS rolled back: ${failed[*]}. The log group /ecs/$prefix says why."
echo "$prefix runs $tag: ${services[*]}"
