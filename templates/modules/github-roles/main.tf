data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

locals {
  account_id = data.aws_caller_identity.current.account_id
  partition  = data.aws_partition.current.partition
  region     = data.aws_region.current.region

  # What the names of an environment's resources begin with.
  name_prefixes = {
    for environment in local.environments : environment => "${var.name}-${replace(environment, "/", "-")}"
  }

  # Who may take which role, as GitHub names a workflow's job. A job that runs in a GitHub environment
  # is bound by that environment's rules, so these decide who applies and deploys.
  subjects = merge(
    { "pull request" = "repo:${var.github_repository}:pull_request" },
    { main = "repo:${var.github_repository}:ref:refs/heads/main" },
    { for environment in local.environments : environment => "repo:${var.github_repository}:environment:${environment}" },
  )
}

resource "aws_iam_openid_connect_provider" "github" {
  url            = "https://token.actions.githubusercontent.com"
  client_id_list = ["sts.amazonaws.com"]
}

data "aws_iam_policy_document" "trust" {
  for_each = local.subjects

  statement {
    actions = ["sts:AssumeRoleWithWebIdentity"]

    principals {
      type        = "Federated"
      identifiers = [aws_iam_openid_connect_provider.github.arn]
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:aud"
      values   = aws_iam_openid_connect_provider.github.client_id_list
    }

    condition {
      test     = "StringEquals"
      variable = "token.actions.githubusercontent.com:sub"
      values   = [each.value]
    }
  }
}
