variable "name" { type = string }
variable "cidr" {
  description = "Addresses of the network"
  type = string
}
variable "zones" {
  description = "Zones of the subnets"
  type = list(string)
}
variable "nat" {
  description = "Whether there is a way out"
  type        = bool
  default     = false
}
resource "terraform_data" "network" {
  input = "${var.name} ${var.cidr} ${join(",", var.zones)} ${var.nat}"
}
output "id" { value = terraform_data.network.id }
