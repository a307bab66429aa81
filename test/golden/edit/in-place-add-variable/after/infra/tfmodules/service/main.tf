module "db" {
  source    = "../database/"
  name      = "api-${var.aws_region}"
  instances = var.instances
  gigabytes = var.db_gigabytes
}

output "name" { value = module.db.name }
