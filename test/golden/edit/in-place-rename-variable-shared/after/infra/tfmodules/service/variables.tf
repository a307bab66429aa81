// Inputs, in the order of the alphabet.
variable "aws_region" {
  type = string // of AWS
}

variable "replicas" {
    type = number
}

variable "owner"   {
  default = "us"
}
