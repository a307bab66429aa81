# Inputs of an environment.

variable "region" {
  type = string
}

variable "size" {
  type = number
}

variable "tier" {
  description = "What is paid for"
  type        = string
  nullable    = false

  validation {
    condition     = contains(["gold", "tin"], var.tier)
    error_message = "The value of tier must be one of \"gold\", \"tin\"."
  }
}
