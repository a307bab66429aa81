output "repository_urls" {
  description = "Repositories' URLs by name"
  value       = { for name, repository in aws_ecr_repository.this : name => repository.repository_url }
}

output "repository_arns" {
  description = "Repositories' ARNs by name"
  value       = { for name, repository in aws_ecr_repository.this : name => repository.arn }
}
