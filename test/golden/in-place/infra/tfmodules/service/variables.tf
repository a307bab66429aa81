// Inputs, in the order of the alphabet.
variable "aws_region" {
  type = string // of AWS
}

variable "instances" {
    type = number
}

variable "owner"   {
  default = "us"
}
