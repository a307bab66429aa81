#!/usr/bin/env bash
# What runs in an environment: each service's images and task definition, and whether what was applied is live yet.
#
# usage: operations/services.sh ENVIRONMENT [SERVICE...]
#   exits 2 if something that was applied is not live, or a deploy is under way
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
source "$(dirname "${BASH_SOURCE[0]}")/ecs.sh"

(($# >= 1)) || fail "usage: operations/services.sh ENVIRONMENT [SERVICE...]"
environment=$1
use_environment "$environment"
use_services "${@:2}"

status=0
for service in "${services[@]}"; do
  found=$(service "$prefix" "$service")
  running=$(jq --raw-output .taskDefinition <<<"$found")
  declared=$(tag_of DeclaredDefinition <<<"$found")
  what=$(definition "$running")
  # Terraform's own, which runs until the first deploy, says of no other that it was made from it.
  from=$(tag_of DeclaredDefinition <<<"$what")
  if [[ -z $declared ]]; then
    live="whether what was applied is live is not known before the next apply"
    status=2
  elif [[ ${from:-$running} == "$declared" ]]; then
    live="what was applied is live"
  else
    live="what was applied (${declared##*/}) is not live yet: deploy it"
    status=2
  fi
  rollout=$(jq --raw-output '
    (.deployments // []) as $all
    | (first($all[] | select(.status == "PRIMARY") | .rolloutState) // "COMPLETED") as $state
    | if $state == "COMPLETED" then "" elif $state == "FAILED" then ", its last deploy failed" else ", a deploy is under way" end' <<<"$found")
  [[ -z $rollout ]] || status=2
  echo "$service: runs $(images_of <<<"$what"), ${running##*/}, $(jq --raw-output '"\(.runningCount // 0) of \(.desiredCount // 0) tasks"' <<<"$found")$rollout; $live"
done
exit "$status"
