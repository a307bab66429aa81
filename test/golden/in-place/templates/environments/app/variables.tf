# Inputs of an environment.

variable "region" {
  type = string
}

variable "size" {
  type = number
}
