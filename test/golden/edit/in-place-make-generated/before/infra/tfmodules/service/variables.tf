// Inputs, in the order of the alphabet.
variable "aws_region" {
  type = string // of AWS
}

# Never fewer than one.
variable "instances" {
    type = number
    description = "Tasks"
}

variable "owner"   {
  default = "{{us}}"
}
