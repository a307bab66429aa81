#!/usr/bin/env bash
# The secrets that the schema declares and a person gives values to.
#
# usage: operations/secrets.sh list ENVIRONMENT         every secret and whether it has a value
#        operations/secrets.sh unset ENVIRONMENT        those without; exits 2 if there are any, 3 if none were applied yet
#        operations/secrets.sh set ENVIRONMENT NAME     takes the value from standard input
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# >= 2)) || fail "usage: operations/secrets.sh list|unset|set ENVIRONMENT [NAME]"
use_environment "$2"
use_services

secrets() {
  aws secretsmanager list-secrets --filters "Key=name,Values=$prefix/" --output json |
    jq --raw-output --arg prefix "$prefix/" '
      .SecretList[] | select(.Name | startswith($prefix))
      | "\(if .SecretVersionsToStages then "set" else "unset" end) \(.Name | ltrimstr($prefix))"' |
    sort -k 2
}

case $1 in
list)
  secrets
  ;;
unset)
  all=$(secrets)
  # Secrets exist once what declares them is applied: none that exists is not none without a value.
  if [[ -z $all ]]; then
    echo "$prefix has no secrets yet: what declares them was not applied." >&2
    exit 3
  fi
  missing=$(sed -n 's/^unset //p' <<<"$all")
  if [[ -n $missing ]]; then
    printf '%s\n' "$missing"
    exit 2
  fi
  ;;
set)
  name=${3:?"usage: operations/secrets.sh set ENVIRONMENT NAME"}
  names=$(secrets | sed 's/^[a-z]* //')
  grep -q -x -F -e "$name" <<<"$names" ||
    fail "$prefix has no secret \"$name\". A new one is declared in the schema and applied first."
  # What is typed is not shown. It goes from here to AWS through a pipe: no file, no argument, no history.
  if [[ -t 0 ]]; then
    read -r -s -p "Value of $name: " value
    echo >&2
  else
    # A shell drops NUL bytes in silence. In hexadecimal they can be seen, and nothing is lost.
    hex=$(od -An -v -tx1 | tr -d ' \n')
    [[ ! $hex =~ ^(..)*00 ]] ||
      fail "The value holds a NUL byte, which no environment variable can. Encode it, in base64 for instance; nothing was changed."
    value=$(printf '%b' "$(printf %s "$hex" | sed 's/../\\x&/g')")
  fi
  [[ -n $value ]] || fail "The value is empty; nothing was changed."
  printf %s "$value" |
    aws secretsmanager put-secret-value --secret-id "$prefix/$name" --secret-string file:///dev/stdin >/dev/null
  echo "$prefix/$name is set. Containers read it when they start: deploy the services that use it."
  ;;
*)
  fail "There is no command \"$1\": list, unset, set."
  ;;
esac
