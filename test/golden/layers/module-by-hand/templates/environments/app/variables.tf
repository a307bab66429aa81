# Inputs of an environment.

variable "region" {
  type = string
}

variable "instances" {
  type = number
}
