module "db" {
  source    = "../database/"
  name      = "api-${var.aws_region}"
  instances = var.replicas
}

output "name" { value = module.db.name }
