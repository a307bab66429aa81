# Inputs of an environment.

variable "region" {
  type = string
}

variable "replicas" {
  type = number
}
