variable "name" {}
# How many.
variable "instances" { default = 1 }

output "name" {
  value = var.name
}
