output "database" {
  description = "Where the database is and what it is called. The password is the secret PGPASSWORD"
  value = {
    identifier = aws_db_instance.this.identifier
    host       = aws_db_instance.this.address
    port       = aws_db_instance.this.port
    name       = aws_db_instance.this.db_name
    user       = aws_db_instance.this.username
  }
}

output "cache" {
  description = "Where the cache is. The password is the secret VALKEY_PASSWORD"
  value = {
    host = aws_elasticache_replication_group.this.primary_endpoint_address
    port = aws_elasticache_replication_group.this.port
  }
}

output "assets_bucket" {
  description = "Bucket of the assets"
  value       = module.assets_bucket.name
}

output "assets_uploader_policy_arn" {
  description = "Policy that lets a service read and write assets"
  value       = aws_iam_policy.assets_uploader.arn
}

output "secret_arns" {
  description = "Secrets by name"
  value = merge(
    # Through the version, so that no task starts before there is a value.
    { for name, version in aws_secretsmanager_secret_version.generated : name => version.arn },
    { for name, secret in aws_secretsmanager_secret.declared : name => secret.arn },
  )
}
