# What is to be applied is planned before anybody lets it be: by the main branch's workflow alone, with a role that reads
# everything and changes nothing. The plan waits in the bucket of the states.
data "aws_iam_policy_document" "review" {
  statement {
    sid       = "KeepPlans"
    actions   = ["s3:PutObject"]
    resources = ["${var.state_bucket_arn}/plans/*"]
  }

  # Secrets that Terraform made, which it refreshes. Those that people set are in no state, and no plan reads them.
  statement {
    sid     = "ReadGeneratedSecrets"
    actions = ["secretsmanager:GetSecretValue"]
    resources = flatten([
      for prefix in local.name_prefixes : [
        for name in ["API_KEY", "PGPASSWORD", "VALKEY_PASSWORD"] :
        "arn:${local.partition}:secretsmanager:${local.region}:${local.account_id}:secret:${prefix}/${name}-*"
      ]
    ])
  }
}

resource "aws_iam_role" "review" {
  name               = "${var.name}-github-review"
  description        = "Lets GitHub's workflows on the main branch plan what is to be applied"
  assume_role_policy = data.aws_iam_policy_document.trust["main"].json
}

resource "aws_iam_role_policy" "review" {
  name   = "review"
  role   = aws_iam_role.review.id
  policy = data.aws_iam_policy_document.review.json
}

resource "aws_iam_role_policy_attachment" "review" {
  role       = aws_iam_role.review.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/ReadOnlyAccess"
}
