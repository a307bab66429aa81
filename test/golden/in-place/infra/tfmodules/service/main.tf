module "db" {
  source    = "../database/"
  name      = "api-${var.aws_region}"
  instances = var.instances
}

output "name" { value = module.db.name }
