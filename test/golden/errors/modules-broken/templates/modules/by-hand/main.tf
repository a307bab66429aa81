variable "size" {
  type = number
}

variable "color" {
  type = string
}

output "id" {
  value = each.key
}
