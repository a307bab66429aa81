data "aws_iam_policy_document" "deploy" {
  for_each = local.name_prefixes

  statement {
    sid       = "LogInToRegistry"
    actions   = ["ecr:GetAuthorizationToken"]
    resources = ["*"] # the action knows no resources
  }

  statement {
    sid = "PushImages"
    actions = [
      "ecr:BatchCheckLayerAvailability",
      "ecr:BatchGetImage",
      "ecr:CompleteLayerUpload",
      "ecr:DescribeImages",
      "ecr:GetDownloadUrlForLayer",
      "ecr:InitiateLayerUpload",
      "ecr:PutImage",
      "ecr:UploadLayerPart",
    ]
    resources = values(var.repository_arns)
  }

  statement {
    sid       = "RegisterTaskDefinitions"
    actions   = ["ecs:DescribeTaskDefinition", "ecs:RegisterTaskDefinition"]
    resources = ["*"] # reading knows no resources, and a task can do no more than the roles below
  }

  # Names, and whether there is a value: never the value.
  statement {
    sid       = "SeeWhichSecretsHaveValues"
    actions   = ["secretsmanager:ListSecrets"]
    resources = ["*"]
  }

  # Definitions say which of Terraform's they were made from, and which tag they have run.
  statement {
    sid     = "TagTaskDefinitions"
    actions = ["ecs:TagResource"]
    resources = [
      "arn:${local.partition}:ecs:${local.region}:${local.account_id}:task-definition/${each.value}-*:*",
    ]
  }

  # What the environments before have run.
  statement {
    sid       = "FindTaskDefinitions"
    actions   = ["tag:GetResources"]
    resources = ["*"] # the action knows no resources
  }

  statement {
    sid     = "SeeServices"
    actions = ["ecs:DescribeServices"]
    resources = [
      for prefix in local.name_prefixes :
      "arn:${local.partition}:ecs:*:${local.account_id}:service/${prefix}/*"
    ]
  }

  statement {
    sid     = "UpdateServices"
    actions = ["ecs:UpdateService"]
    resources = [
      "arn:${local.partition}:ecs:${local.region}:${local.account_id}:service/${each.value}/*",
    ]
  }

  statement {
    sid     = "PassTaskRoles"
    actions = ["iam:PassRole"]
    resources = [
      "arn:${local.partition}:iam::${local.account_id}:role/${each.value}/*",
    ]

    condition {
      test     = "StringEquals"
      variable = "iam:PassedToService"
      values   = ["ecs-tasks.amazonaws.com"]
    }
  }
}

resource "aws_iam_role" "deploy" {
  for_each = local.name_prefixes

  name               = "${each.value}-github-deploy"
  description        = "Lets GitHub's workflows deploy to ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy" "deploy" {
  for_each = local.name_prefixes

  name   = "deploy"
  role   = aws_iam_role.deploy[each.key].id
  policy = data.aws_iam_policy_document.deploy[each.key].json
}
