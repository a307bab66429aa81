module "db" {
  source = "../database/"
  name   = "api-${var.aws_region}"
}

output "name" { value = module.db.name }
