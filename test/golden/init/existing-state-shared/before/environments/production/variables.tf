variable "product" {
  description = "Name of the product"
  type        = string

  validation {
    condition     = length(var.product) > 2
    error_message = "Longer."
  }
}

variable "alarm" {
  type      = string
  default   = "nobody@example.org"
  sensitive = true
}

variable "token" {
  type      = string
  default   = null
  sensitive = true
}
