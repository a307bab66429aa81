output "state_bucket" {
  description = "Bucket that holds every environment's state"
  value       = module.state_bucket.name
}

output "ecr_repository_urls" {
  description = "Repositories by name, for the specs of deployments"
  value       = module.ecr_repositories.repository_urls
}

output "github_role_arns" {
  description = "Roles that GitHub's workflows take: one to plan, and those to apply and to deploy by environment"
  value       = module.github_roles.role_arns
}
