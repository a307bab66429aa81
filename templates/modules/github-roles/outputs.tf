output "role_arns" {
  description = "Roles that GitHub's workflows take: one to plan pull requests, one to plan what is applied, and those to apply and to deploy by environment"
  value = {
    plan   = aws_iam_role.plan.arn
    review = aws_iam_role.review.arn
    apply  = { for environment, role in aws_iam_role.apply : environment => role.arn }
    deploy = { for environment, role in aws_iam_role.deploy : environment => role.arn }
  }
}
