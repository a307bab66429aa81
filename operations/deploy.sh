#!/usr/bin/env bash
# Deploys images to an environment: the task definitions that Terraform declared last, which hold its latest
# configuration, run with the images of the given tag. An old tag is a code rollback.
#
# It refuses, before anything changes: a secret without a value; an image that is not there; another tag than the one that
# the environment's spec names as image_tag, or that was applied to it, so that nobody undoes a rollback by deploying
# what is newest; and a tag that the environments before it have not run, unless --rollback says why.
#
# usage: operations/deploy.sh [--rollback REASON] ENVIRONMENT [TAG] [SERVICE...]
#   TAG empty or absent: the image_tag that was applied or that the spec names, else the commit that is checked out
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"
source "$(dirname "${BASH_SOURCE[0]}")/ecs.sh"

usage="usage: operations/deploy.sh [--rollback REASON] ENVIRONMENT [TAG] [SERVICE...]"
rollback=""
if [[ ${1:-} == --rollback ]]; then
  rollback=${2:-}
  [[ $rollback == *[![:space:]]* ]] || fail "A rollback needs a reason. $usage"
  shift 2
fi
(($# >= 1)) || fail "$usage"
environment=$1
use_environment "$environment"
tag=${2:-}
use_services "${@:3}"
[[ -z $pinned_tag || -z $tag || $tag == "$pinned_tag" ]] ||
  fail "The spec of $environment says image_tag: $pinned_tag, so $tag is not deployed. Deploy that, or change the spec first."

# A container whose secret has no value does not start, and ECS tries for a long time.
status=0
unset_secrets=$("$repository/operations/secrets.sh" unset "$environment") || status=$?
case $status in
0 | 3) ;;
2) fail "Secrets of $environment have no value: ${unset_secrets//$'\n'/, }. Set each with: mask secrets set $environment NAME" ;;
*) exit 1 ;;
esac

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# What runs, and what was declared. A service that was applied before it said so goes on from the newest there is.
for service in "${services[@]}"; do
  service "$prefix" "$service" >"$work/$service.service"
  declared=$(tag_of DeclaredDefinition <"$work/$service.service")
  definition "${declared:-$prefix-$service}" >"$work/$service.declared"
  definition "$(jq --raw-output .taskDefinition "$work/$service.service")" | images_of >"$work/$service.ran"
  applied=$(images_of <"$work/$service.declared")
  if [[ $applied == latest || -z $declared ]]; then continue; fi
  tag=${tag:-$applied}
  [[ $tag == "$applied" ]] ||
    fail "$environment was applied with image_tag: $applied, so $tag is not deployed to $service. Deploy that, or apply a spec that names another or none."
done
tag=${tag:-${pinned_tag:-$(git -C "$repository" rev-parse HEAD)}}
[[ -z $pinned_tag || $tag == "$pinned_tag" ]] ||
  fail "$environment was applied with image_tag: $tag, and its spec says $pinned_tag here: apply it first."

# As for infrastructure: what comes here was run by the environments before.
if [[ -z $rollback ]]; then
  while read -r before; do
    # In an account of its own, the credentials of this one see nothing of it.
    profile=""
    if [[ $(account_of "$before") != "$account" ]]; then
      variable=$(profile_variable "$before")
      profile=${!variable:-}
      [[ -n $profile ]] ||
        fail "$before is in account $(account_of "$before"), and $environment in $account: name an AWS profile that reads what ran there, by $variable=PROFILE, or say that this is a rollback: --rollback REASON"
    fi
    for service in "${services[@]}"; do
      AWS_REGION=$(region_of "$before") with_profile "$profile" has_run "$(prefix_of "$before")" "$service" "$tag" ||
        fail "$before has not run $tag in $service, as far as can be seen from here. Deploy it there first, or say that this is a rollback: --rollback REASON"
    done
  done < <(environments_before "$environment")
else
  echo "deploying to $environment as a rollback: $rollback"
fi

for service in "${services[@]}"; do
  jq --arg tag "$tag" --arg ours "$(ours)" '
    (.tags // [] | map(select(.key != "DeclaredDefinition"))) as $tags
    | .taskDefinition
    | .tags = $tags + [{ key: "DeclaredDefinition", value: .taskDefinitionArn }]
    | (.containerDefinitions[].image | select(test($ours))) |= sub(":[^:/]+$"; ":" + $tag)
    | del(.taskDefinitionArn, .revision, .status, .requiresAttributes, .compatibilities,
          .registeredAt, .registeredBy, .deregisteredAt)' \
    "$work/$service.declared" >"$work/$service.json"
done

# A deploy of half the images would be found out by the half that fails.
jq --raw-output --arg ours "$(ours)" '
  .taskDefinition.containerDefinitions[].image | select(test($ours)) | capture("^[^/]+/(?<name>.+):[^:/]+$").name' \
  "$work"/*.declared | sort -u | while read -r name; do
  aws ecr describe-images --repository-name "$name" --image-ids "imageTag=$tag" >/dev/null ||
    fail "The repository $name has no image $tag. Was it built and pushed?"
done

for service in "${services[@]}"; do
  aws ecs register-task-definition --cli-input-json "file://$work/$service.json" \
    --query taskDefinition.taskDefinitionArn --output text >"$work/$service.arn" ||
    fail "Nothing was deployed: AWS took no task definition of $service. All services run what they ran."
done

# half_way FAILED: says what became of each service, and what to run next.
half_way() {
  local service given=() left=() before=""
  for service in "${services[@]}"; do
    if [[ " $1 " == *" $service "* ]]; then
      left+=("$service")
      echo "  $service runs $(<"$work/$service.ran"), as before" >&2
    else
      given+=("$service")
      before=${before:-$(<"$work/$service.ran")}
      echo "  $service was given $tag; before, it ran $(<"$work/$service.ran")" >&2
    fi
  done
  local command="operations/deploy.sh${rollback:+ --rollback \"$rollback\"} $environment"
  echo "Once the cause is mended: $command $tag ${left[*]}" >&2
  ((${#given[@]} == 0)) || echo "Or back to what ran before: $command $before ${given[*]}" >&2
}

deployed=()
for service in "${services[@]}"; do
  echo "deploying $service to $prefix: $(<"$work/$service.arn")"
  if ! aws ecs update-service --cluster "$prefix" --service "$service" \
    --task-definition "$(<"$work/$service.arn")" >/dev/null; then
    echo "$service was not deployed." >&2
    half_way "${services[*]:${#deployed[@]}}"
    exit 1
  fi
  deployed+=("$service")
done

aws ecs wait services-stable --cluster "$prefix" --services "${services[@]}" ||
  fail "Not every service of $environment is stable yet; ECS goes on. See: mask ecs status $environment"

# A service whose new tasks failed is stable too: ECS has gone back to the tasks before. A definition newer than
# this one is another deploy's, which came meanwhile.
failed=()
superseded=()
for service in "${services[@]}"; do
  running=$(aws ecs describe-services --cluster "$prefix" --services "$service" \
    --query 'services[0].taskDefinition' --output text)
  wanted=$(<"$work/$service.arn")
  if [[ $running == "$wanted" ]]; then
    aws ecs tag-resource --resource-arn "$wanted" --tags "key=Deployed,value=$tag" ||
      echo "$service runs $tag, and could not be marked so: a later environment may refuse it." >&2
  elif ((${running##*:} > ${wanted##*:})); then
    superseded+=("$service")
  else
    failed+=("$service")
  fi
done
((${#superseded[@]} == 0)) || echo "A later deploy took over: ${superseded[*]}"
if ((${#failed[@]} > 0)); then
  echo "ECS rolled back: ${failed[*]}. The log group /ecs/$prefix says why." >&2
  half_way "${failed[*]}"
  exit 1
fi
((${#superseded[@]} == 0)) || exit 0
echo "$prefix runs $tag: ${services[*]}"
