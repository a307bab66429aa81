#!/usr/bin/env bash
# Plans environments against their states as they are: what the change does, not what else has happened in AWS. It takes no
# lock, and leaves the text of each plan for the pull request's comment. Nothing sensitive is in that text.
#
# usage: ENVIRONMENTS="NAME..." operations/plan.sh AFFECTED FOLDER
#   AFFECTED: what `terraloom affected --format json` wrote
#   FOLDER: gets ID.txt for each environment, by its id there
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# == 2)) || fail 'usage: ENVIRONMENTS="NAME..." operations/plan.sh AFFECTED FOLDER'
affected=$1
texts=$2
mkdir -p "$texts"
read -r -a names <<<"${ENVIRONMENTS:?which environments to plan}"
failed=()

# one NAME: plans it. What is wrong with one keeps no other from being planned.
one() {
  local id
  use_environment "$1"
  id=$(jq --exit-status --raw-output --arg name "$1" '.environments[] | select(.environment == $name) | .id' "$affected")
  terraform -chdir="$folder" init -input=false
  terraform -chdir="$folder" plan -input=false -lock=false -refresh=false -no-color -out=plan
  terraform -chdir="$folder" show -no-color plan >"$texts/$id.txt"
  rm "$folder/plan"
}

for name in "${names[@]}"; do
  echo "::group::$name"
  # In a process of its own: `set -e` counts for nothing behind a condition.
  (one "$name") &
  wait "$!" || failed+=("$name")
  echo "::endgroup::"
done
((${#failed[@]} == 0)) || fail "There is no plan of: ${failed[*]}"
