output "role_arns" {
  description = "Roles by environment that GitHub's workflows deploy with"
  value       = { for environment, role in aws_iam_role.deploy : environment => role.arn }
}
