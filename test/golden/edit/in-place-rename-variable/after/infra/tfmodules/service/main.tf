module "db" {
  source   = "../database/"
  name     = "api-${var.aws_region}"
  replicas = var.replicas
}

output "name" { value = module.db.name }
