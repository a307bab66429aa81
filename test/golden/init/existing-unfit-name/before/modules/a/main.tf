variable "größe" {
  type = number
}
output "größe" {
  value = var.größe
}
