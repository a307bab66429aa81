# Pull requests are planned against the state alone, without asking AWS how it is; so this role reads
# states, and the one thing that Terraform looks up by name. States hold the secrets that Terraform made, so whoever may push a
# branch can read those; not the secrets that people set, and from no fork.
data "aws_iam_policy_document" "plan" {
  statement {
    sid       = "FindStates"
    actions   = ["s3:ListBucket"]
    resources = [var.state_bucket_arn]
  }

  statement {
    sid       = "ReadStates"
    actions   = ["s3:GetObject"]
    resources = ["${var.state_bucket_arn}/*"]
  }

  statement {
    sid       = "FindZone"
    actions   = ["route53:ListHostedZones"]
    resources = ["*"] # a list of all zones is what the action is
  }

  statement {
    sid       = "ReadZone"
    actions   = ["route53:GetHostedZone", "route53:ListTagsForResource"]
    resources = ["arn:${local.partition}:route53:::hostedzone/*"]
  }
}

resource "aws_iam_role" "plan" {
  name               = "${var.name}-github-plan"
  description        = "Lets GitHub's workflows plan pull requests"
  assume_role_policy = data.aws_iam_policy_document.trust["pull request"].json
}

resource "aws_iam_role_policy" "plan" {
  name   = "plan"
  role   = aws_iam_role.plan.id
  policy = data.aws_iam_policy_document.plan.json
}
