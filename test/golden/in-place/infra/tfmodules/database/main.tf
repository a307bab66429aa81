variable "name" {}
variable "instances" { default = 1 }

output "name" {
  value = "${var.name}-${var.instances}"
}
