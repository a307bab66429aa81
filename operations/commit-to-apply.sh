#!/usr/bin/env bash
# Checks out the commit to apply beside this checkout, which is the main branch's and judges it: nothing of it is run here.
#
# usage: COMMIT=SHA operations/commit-to-apply.sh FOLDER
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# == 1)) || fail "usage: COMMIT=SHA operations/commit-to-apply.sh FOLDER"
[[ ${COMMIT:-} =~ ^[0-9a-f]{7,40}$ ]] || fail "\"${COMMIT:-}\" is no commit's SHA."
cd "$repository"
# Branches that were squashed and deleted are found again there.
git fetch --quiet origin '+refs/pull/*/head:refs/pull/*/head'
git remote set-head origin --auto
commit=$(git rev-parse --verify --quiet "$COMMIT^{commit}") || fail "There is no commit $COMMIT here: was it pushed?"
git worktree add --quiet --detach "$1" "$commit"
echo "commit=$commit" >>"${GITHUB_OUTPUT:-/dev/null}"
