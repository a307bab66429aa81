# Sourced by the scripts and the maskfile. What it knows of environments stands in
# generated/operations.json, so a new one is known as soon as it is generated.

repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
operations="$repository/generated/operations.json"

fail() {
  printf '%s\n' "$*" >&2
  exit 1
}

# use_environment NAME: sets account, region, product, prefix (what resources' names begin with),
# state_bucket, folder, services, and pinned_tag: the image tag that its spec asks for, if it asks for one.
use_environment() {
  local entry
  entry=$(jq --exit-status --arg name "$1" '.environments[] | select(.name == $name)' "$operations") ||
    fail "There is no environment \"$1\". There are: $(jq --raw-output '[.environments[].name] | join(", ")' "$operations")"
  folder="$repository/generated/environments/$1"
  account=$(jq --raw-output .account <<<"$entry")
  region=$(jq --raw-output .region <<<"$entry")
  product=$(jq --raw-output .product <<<"$entry")
  prefix=$(prefix_of "$1")
  state_bucket=$(jq --raw-output .state_bucket <<<"$entry")
  pinned_tag=$(jq --raw-output '.image_tag // "latest" | select(. != "latest")' <<<"$entry")
  # Not with mapfile, which the bash of macOS does not have.
  read -r -a services <<<"$(jq --raw-output --argjson entry "$entry" '.services[$entry.stack] // [] | join(" ")' "$operations")"
  export AWS_REGION=$region AWS_DEFAULT_REGION=$region AWS_PAGER=""
}

# of NAME KEY: what generated/operations.json says of an environment.
of() { jq --raw-output --arg name "$1" --arg key "$2" '.environments[] | select(.name == $name) | .[$key]' "$operations"; }

region_of() { of "$1" region; }

account_of() { of "$1" account; }

# profile_variable NAME: the variable that names the AWS profile for an environment in another account.
profile_variable() { printf 'AWS_PROFILE_%s' "$(tr '[:lower:]/-' '[:upper:]__' <<<"$1")"; }

# with_profile PROFILE COMMAND...: runs it with other credentials, or with the same where PROFILE is empty.
with_profile() {
  if [[ -z $1 ]]; then
    "${@:2}"
  else
    (
      unset AWS_ACCESS_KEY_ID AWS_SECRET_ACCESS_KEY AWS_SESSION_TOKEN
      export AWS_PROFILE=$1
      "${@:2}"
    )
  fi
}

# prefix_of NAME: what the names of an environment's resources begin with.
prefix_of() { printf '%s-%s' "$(of "$1" product)" "${1//\//-}"; }

# environments_before NAME: those of its stack in the waves of the promotion order before its own.
environments_before() {
  jq --raw-output --arg name "$1" '
    (.environments | map({ (.name): .stack }) | add) as $stacks
    | (.waves[$stacks[$name]] // []) as $waves
    | ($waves | map(index($name) != null) | index(true)) as $own
    | $waves[:$own // 0][][] | select($stacks[.] == $stacks[$name])' "$operations"
}

# use_services NAME...: checks that the environment runs services, and those named among them.
use_services() {
  ((${#services[@]} > 0)) || fail "This environment runs no services."
  local name
  for name in "$@"; do
    [[ " ${services[*]} " == *" $name "* ]] || fail "There is no service \"$name\". There are: ${services[*]}"
  done
  if (($# > 0)); then services=("$@"); fi
}
