#!/usr/bin/env bash
# Starts a run of the workflow Apply for each environment of a wave whose code has changed: each has its own approval and
# its own queue, and a wave may be larger than the jobs that one run may have.
#
# usage: COMMIT=SHA SINCE=SHA WAVE=N MAIN=BRANCH operations/start-applies.sh
#   SINCE empty, zeros or not known: the commit before
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

# A function is read whole: the checkout changes the very file that runs.
start() {
  [[ $WAVE =~ ^[1-9][0-9]*$ ]] || fail "\"$WAVE\" is no wave: they are numbers from 1."
  [[ $COMMIT =~ ^[0-9a-f]{7,40}$ ]] || fail "\"$COMMIT\" is no commit's SHA."
  cd "$repository"
  git merge-base --is-ancestor "$COMMIT" "origin/$MAIN" ||
    fail "$COMMIT is not on $MAIN. What is not goes to one environment at a time: run Apply with its name."
  git checkout --quiet --detach "$COMMIT"
  since=()
  if [[ ${SINCE:-} =~ ^[0-9a-f]{7,40}$ && ! $SINCE =~ ^0+$ ]] && git cat-file -e "$SINCE^{commit}" 2>/dev/null; then
    since=(--since "$SINCE")
  fi
  # A wave counts the environments of the promotion order; those that are in none are applied by a person alone.
  names=$(npx terraloom affected "${since[@]+"${since[@]}"}" --committed --format json |
    jq --raw-output --argjson wave "$WAVE" --slurpfile operations "$operations" '
      $operations[0] as $all
      | .environments[]
      | .environment as $name
      | select($all.waves[.stack][$wave - 1] // [] | index($name))
      | $name')
  [[ -n $names ]] || echo "No environment of wave $WAVE has changed."
  while read -r name; do
    [[ -n $name ]] || continue
    gh workflow run apply.yml --ref "$MAIN" --raw-field "environment=$name" --raw-field "sha=$COMMIT"
    echo "Started: $name"
  done <<<"$names"
}

start
exit
