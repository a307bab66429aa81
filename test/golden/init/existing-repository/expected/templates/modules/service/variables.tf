variable "name" { type = string }
variable "network" { type = string }
variable "replicas" {
  description = "How many run"
  type        = number
}
variable "zones" { type = list(string) }
variable "scaling" {
  description = "How far it scales"
  type = object({
    min  = number
    max  = number
    step = optional(number, 2)
  })
}
variable "labels" {
  type    = map(string)
  default = {}
}
variable "alarm" {
  type      = string
  sensitive = true
}
variable "extra" {
  type = any
}
