output "url" {
  description = "Where the product is served"
  value       = local.url
}

output "cluster_name" {
  description = "ECS cluster that runs the services"
  value       = module.cluster.cluster_info.cluster_name
}

output "secret_arns" {
  description = "Secrets by name. Those that the schema declares get their value from a person"
  value       = module.core_services.secret_arns
}
