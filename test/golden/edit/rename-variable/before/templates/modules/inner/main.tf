variable "other" {
  type    = any
  default = null
}

variable "core_memory" {
  type = number
}

output "memory" {
  value = var.core_memory
}
