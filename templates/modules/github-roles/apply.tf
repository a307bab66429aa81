# An environment's Terraform makes roles and says what they may do. A role that may do that may do
# everything, so a shorter list of rights would only look like less.
resource "aws_iam_role" "apply" {
  for_each = local.name_prefixes

  name               = "${each.value}-github-apply"
  description        = "Lets GitHub's workflows apply Terraform to ${each.key}"
  assume_role_policy = data.aws_iam_policy_document.trust[each.key].json
}

resource "aws_iam_role_policy_attachment" "apply" {
  for_each = local.name_prefixes

  role       = aws_iam_role.apply[each.key].name
  policy_arn = "arn:${local.partition}:iam::aws:policy/AdministratorAccess"
}
