variable "region" {
  type = string
}

variable "core_memory" {
  type = number
}

variable "LOG_LEVEL" {
  type = string
}

variable "API_URL" {
  type = string
}

variable "origins" {
  type = list(string)
}

variable "tags" {
  type = map(string)
}
