output "url" {
  description = "Where the product is served"
  value       = module.deployment.url
}

output "cluster_name" {
  description = "ECS cluster that runs the services"
  value       = module.deployment.cluster_name
}

output "secret_arns" {
  description = "Secrets by name. Those that the schema declares get their value from a person"
  value       = module.deployment.secret_arns
}
