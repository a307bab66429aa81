#!/usr/bin/env bash
# Makes the bucket that holds every state, and puts its own state into it.
#
# A bucket cannot hold the state that makes it before it is made. So this makes the bucket with a state on this
# machine, in .bootstrap/, moves that state into the bucket, and takes .bootstrap/ away once the
# bucket has it. Stopped at any point, it goes on where it was when it is run again.
#
# usage: operations/bootstrap.sh [--yes]
set -euo pipefail
source "$(dirname "${BASH_SOURCE[0]}")/environment.sh"

confirmed=false
case "$*" in
"") ;;
--yes) confirmed=true ;;
*) fail "usage: operations/bootstrap.sh [--yes]" ;;
esac

# confirm QUESTION: asks a person; --yes is the answer to all.
confirm() {
  local answer
  $confirmed && return
  [[ -t 0 ]] || fail "$1 Nobody can be asked here: look at the above, then run it with --yes."
  read -r -p "$1 [y/N] " answer
  [[ $answer == [yY]* ]] || fail "Nothing was changed."
}

# The environment whose Terraform makes the bucket.
environment=$(jq --raw-output '.environments[].name' "$operations" | while read -r name; do
  if grep -q '^module "state_bucket"' "$repository/generated/environments/$name/main.tf"; then echo "$name"; fi
done | sed -n 1p)
[[ -n $environment ]] || fail "No environment has a module \"state_bucket\"."
use_environment "$environment"

bucket=$state_bucket
key="$environment/terraform.tfstate"
address=module.state_bucket.aws_s3_bucket.this
work="$repository/.bootstrap"
code="$work/environments/$environment"
state="$work/terraform.tfstate"

tf() { terraform -chdir="$code" "$@"; }

# exists COMMAND...: asks AWS about one thing; 404 is an answer, anything else unexpected ends the run.
exists() {
  local error
  if error=$(aws s3api "$@" --expected-bucket-owner "$account" 2>&1 >/dev/null); then return 0; fi
  [[ $error == *404* || $error == *NoSuchBucket* ]] || fail "$error"
  return 1
}

bucket_exists() { exists head-bucket --bucket "$bucket"; }
state_is_moved() { exists head-object --bucket "$bucket" --key "$key"; }
bucket_is_known() {
  [[ -s $state ]] && jq --exit-status 'any(.resources[]; .module == "module.state_bucket" and .type == "aws_s3_bucket")' \
    "$state" >/dev/null
}

# What a state on standard input manages. Not its lineage: Terraform gives a state a new one in an S3 backend.
managed() {
  jq '[.resources[] | select(.mode == "managed") | . as $it | .instances[]
    | [$it.module, $it.type, $it.name, .index_key, .attributes.id]]'
}

# Whether the state in the bucket has all that the one on this machine has.
bucket_has_state() {
  local there
  there=$(aws s3 cp "s3://$bucket/$key" - | managed)
  managed <"$state" | jq --exit-status --argjson there "$there" '. - $there == []' >/dev/null
}

# Nothing of this touches generated/: it works on a copy, whose backend is another until the state moves.
prepare() {
  mkdir -p "$work"
  rm -rf "$work/environments" "$work/modules"
  mkdir -p "$(dirname "$code")"
  cp -R "$folder" "$code"
  cp -R "$repository/generated/modules" "$work/modules"
  rm -rf "$code/.terraform"
  # Terraform was killed while it wrote it. All that it knew can be found again: the bucket is there.
  if [[ -s $state ]] && ! jq empty "$state" 2>/dev/null; then mv "$state" "$state.broken"; fi
  printf 'terraform {\n  backend "local" {\n    path = "%s"\n  }\n}\n' "$state" >"$code/backend_override.tf"
  tf init -input=false -reconfigure
}

# A run that was killed while it moved the state left its lock behind.
release_lock() {
  local lock
  exists head-object --bucket "$bucket" --key "$key.tflock" || return 0
  lock=$(aws s3 cp "s3://$bucket/$key.tflock" - | jq --raw-output '"\(.Who) since \(.Created)"')
  confirm "The state is locked by $lock. Is that a run that was stopped, so that the lock may go?"
  aws s3api delete-object --bucket "$bucket" --key "$key.tflock" >/dev/null
}

finish() {
  [[ ! -s $state ]] || bucket_has_state ||
    fail "s3://$bucket/$key lacks resources that $state has.
Both are kept. If the bucket was set up from another machine, its state counts: move .bootstrap away and run this again."
  rm -rf "$work"
  echo "s3://$bucket/$key holds the state of $environment. Next:"
  echo "  mask tf init $environment && mask tf apply $environment"
}

caller=$(aws sts get-caller-identity --query Account --output text)
[[ $caller == "$account" ]] || fail "The credentials are of account $caller; the specs name $account."

if state_is_moved; then
  finish
  exit
fi

trap 'echo "Stopped. Run it again to go on; until then .bootstrap/ may hold the only copy of the state." >&2' EXIT
echo "Bucket:  $bucket"
echo "Region:  $region"
echo "Account: $account"
confirm "The states of all environments will be kept there. Make it?"

prepare
if bucket_exists && ! bucket_is_known; then
  confirm "The bucket exists already. Is it yours, to be kept by Terraform from now on?"
  tf import -input=false "$address" "$bucket"
fi
tf apply -input=false -auto-approve -target=module.state_bucket

release_lock
rm "$code/backend_override.tf"
tf init -input=false -reconfigure
# Not init -migrate-state, which would write over a state that came there meanwhile.
tf state push "$state"
trap - EXIT
finish
