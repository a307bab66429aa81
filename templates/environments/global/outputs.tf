output "state_bucket" {
  description = "Bucket that holds every environment's state"
  value       = module.state_bucket.name
}

output "ecr_repository_urls" {
  description = "Repositories by name, for the specs of deployments"
  value       = module.ecr_repositories.repository_urls
}

output "github_deploy_role_arns" {
  description = "Roles by environment that GitHub's workflows deploy with"
  value       = module.github_deploy_roles.role_arns
}
