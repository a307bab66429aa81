# Inputs of an environment.

variable "region" {
  type = string
}

variable "size" {
  type = number
}

variable "db_gigabytes" {
  description = "Gigabytes of the database"
  type        = number
  nullable    = false

  validation {
    condition     = floor(var.db_gigabytes) == var.db_gigabytes && abs(var.db_gigabytes) <= 9007199254740991
    error_message = "The value of db_gigabytes must be a whole number."
  }
}
