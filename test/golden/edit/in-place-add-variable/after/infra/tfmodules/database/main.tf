variable "name" {}
variable "instances" { default = 1 }

variable "gigabytes" {
  description = "Gigabytes of the database"
  type        = number
  nullable    = false
}

output "name" {
  value = "${var.name}-${var.instances}"
}
