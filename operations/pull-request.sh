#!/usr/bin/env bash
# What a pull request would do, as Markdown for a comment: where the environments stand, what differs between
# them, and the plan of each.
#
# usage: operations/pull-request.sh PLANS
#   PLANS: a folder of Markdown files, one an environment
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# == 1)) || fail "usage: operations/pull-request.sh PLANS"
plans=$(cd "$1" && pwd)
cd "$repository"

# A comment holds 65,536 characters, and what cannot be shown must not keep the rest from being read.
excerpt() {
  local text
  text=$(cat)
  if ((${#text} > $1)); then
    printf '%s\n```\n\nCut off here. The summary of this run has all of it.\n\n</details>\n' "${text:0:$1}"
  else
    printf '%s\n' "$text"
  fi
}

# Their exit status says whether there is anything to tell, and the text tells it.
npx terraloom status --format markdown || true
echo
npx terraloom drift-report --format markdown || true
shopt -s nullglob
files=("$plans"/*.md)
for file in "${files[@]}"; do
  echo
  excerpt $((40000 / ${#files[@]})) <"$file"
done
