// Inputs, in the order of the alphabet.
variable "aws_region" {
  type = string // of AWS
}

variable "db_gigabytes" {
  description = "Gigabytes of the database"
  type        = number
  nullable    = false
}

variable "instances" {
    type = number
}

variable "owner"   {
  default = "us"
}
