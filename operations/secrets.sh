#!/usr/bin/env bash
# The secrets that the schema declares and a person gives values to.
#
# usage: operations/secrets.sh list ENVIRONMENT         every secret and whether it has a value
#        operations/secrets.sh unset ENVIRONMENT        those without; exits 2 if there are any, else 3 if some that the
#                                                       schema declares were not applied yet, which it says too
#        operations/secrets.sh set ENVIRONMENT NAME     takes the value from standard input
#        operations/secrets.sh restore ENVIRONMENT NAME brings back one that was removed, while its recovery window lasts
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

(($# >= 2)) || fail "usage: operations/secrets.sh list|unset|set|restore ENVIRONMENT [NAME]"
environment=$2
use_environment "$environment"
use_services

secrets() {
  aws secretsmanager list-secrets --filters "Key=name,Values=$prefix/" --output json |
    jq --raw-output --arg prefix "$prefix/" '
      .SecretList[] | select(.Name | startswith($prefix))
      | "\(if .SecretVersionsToStages then "set" else "unset" end) \(.Name | ltrimstr($prefix))"' |
    sort -k 2
}

# not_applied SECRETS: of those that the schema declares, the ones that Terraform has not made.
not_applied() {
  local name
  jq --raw-output --arg name "$environment" '
    (.environments[] | select(.name == $name) | .stack) as $stack | .secrets[$stack][]?' "$operations" |
    while read -r name; do
      grep -q -x -F -e "set $name" -e "unset $name" <<<"$1" || printf '%s\n' "$name"
    done
}

case $1 in
list)
  secrets
  ;;
unset)
  all=$(secrets)
  # Secrets exist once what declares them is applied: none that exists is not none without a value.
  waiting=$(not_applied "$all")
  if [[ -n $waiting ]]; then
    echo "Not applied yet, so that no value can be set: ${waiting//$'\n'/, }. First: mask tf apply $environment" >&2
  fi
  missing=$(sed -n 's/^unset //p' <<<"$all")
  if [[ -n $missing ]]; then
    printf '%s\n' "$missing"
    exit 2
  fi
  [[ -z $waiting ]] || exit 3
  ;;
set)
  name=${3:?"usage: operations/secrets.sh set ENVIRONMENT NAME"}
  names=$(secrets | sed 's/^[a-z]* //')
  grep -q -x -F -e "$name" <<<"$names" ||
    fail "$prefix has no secret \"$name\". A new one is declared in the schema and applied first. One that was removed lately: mask secrets restore $environment $name"
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
restore)
  name=${3:?"usage: operations/secrets.sh restore ENVIRONMENT NAME"}
  aws secretsmanager restore-secret --secret-id "$prefix/$name" >/dev/null
  echo "$prefix/$name is there again, with the value that it had. So that Terraform does not make it a second time, before the next apply:"
  echo "  terraform -chdir=generated/environments/$environment import 'module.deployment.module.core_services.aws_secretsmanager_secret.declared[\"$name\"]' $prefix/$name"
  ;;
*)
  fail "There is no command \"$1\": list, unset, set, restore."
  ;;
esac
