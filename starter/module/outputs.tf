output "name" {
  description = "What the names of this module's resources begin with"
  value       = local.name
}
