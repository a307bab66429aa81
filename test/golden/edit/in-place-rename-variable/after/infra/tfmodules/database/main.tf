variable "name" {}
variable "replicas" { default = 1 }

output "name" {
  value = "${var.name}-${var.replicas}"
}
