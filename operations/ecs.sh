# Sourced by what deals with services. An apply registers a task definition and writes its ARN into the service's
# tag DeclaredDefinition; a deploy registers another one, made from that, whose own tag of this name says which.

# What the account's own registry holds. Images of other registries, such as a sidecar's, have tags of their own.
ours() { printf '^[0-9]+\\.dkr\\.ecr\\.[^/]+/%s/' "$product"; }

# service CLUSTER NAME: the service, with its tags.
service() {
  aws ecs describe-services --cluster "$1" --services "$2" --include TAGS |
    jq --exit-status '.services[0] // empty' ||
    fail "$1 has no service $2: apply $1 first."
}

# definition ARN: a task definition, with its tags.
definition() { aws ecs describe-task-definition --task-definition "$1" --include TAGS; }

# tag_of KEY: of a service or a definition on standard input, what that tag says; nothing if it has none.
tag_of() { jq --raw-output --arg key "$1" 'first(.tags[]? | select(.key == $key) | .value) // ""'; }

# images_of: of a definition on standard input, the tags of its images, each once.
images_of() {
  jq --raw-output --arg ours "$(ours)" '
    [.taskDefinition.containerDefinitions[].image | select(test($ours)) | sub("^.*:"; "")] | unique | join(" ")'
}

# has_run CLUSTER NAME TAG: whether a service runs images of a tag, or a deploy of them to it came to its end.
has_run() {
  local running known
  running=$(aws ecs describe-services --cluster "$1" --services "$2" --query 'services[0].taskDefinition' --output text)
  [[ $running == arn:* ]] || return 1
  [[ $(definition "$running" | images_of) != "$3" ]] || return 0
  known=$(aws resourcegroupstaggingapi get-resources --resource-type-filters ecs:task-definition \
    --tag-filters "Key=Deployed,Values=$3" --query 'ResourceTagMappingList[].ResourceARN' --output text)
  [[ $known == *":task-definition/$1-$2:"* ]]
}
