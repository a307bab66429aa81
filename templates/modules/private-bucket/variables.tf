variable "name" {
  description = "Name of the bucket, unique in all of AWS"
  type        = string
}

variable "noncurrent_days" {
  description = "Days that deleted and overwritten objects can be brought back"
  type        = number
}

variable "force_destroy" {
  description = "Whether the bucket may be destroyed with its objects"
  type        = bool
  default     = false
}

variable "expire_days" {
  description = "After how many days objects are deleted, by what their names begin with"
  type        = map(number)
  default     = {}
}
