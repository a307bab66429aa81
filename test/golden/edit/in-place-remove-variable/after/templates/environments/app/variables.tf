# Inputs of an environment.

variable "region" {
  type = string
}
