variable "cluster_info" {
  description = "The cluster that the service runs in"
  type = object({
    name                            = string
    account_id                      = string
    partition                       = string
    region                          = string
    vpc_id                          = string
    private_subnet_ids              = list(string)
    cluster_arn                     = string
    cluster_name                    = string
    log_group_name                  = string
    log_group_arn                   = string
    listener_arn                    = string
    load_balancer_security_group_id = string
    tasks_security_group_id         = string
  })
}

variable "name" {
  description = "Name of the service and of its container"
  type        = string
}

variable "image" {
  description = "Image of the container, in ECR, with its tag"
  type        = string
}

variable "command" {
  description = "Command of the container instead of its image's own"
  type        = list(string)
  default     = null
}

variable "cpu" {
  description = "CPU units of a task (1024 is one vCPU)"
  type        = number
}

variable "memory" {
  description = "Memory of a task, in MiB"
  type        = number
}

variable "min_tasks" {
  description = "Tasks that always run"
  type        = number
  default     = 1
}

variable "max_tasks" {
  description = "Tasks that run at most. Equal to min_tasks: that many run, always"
  type        = number
  default     = 1

  validation {
    condition     = var.max_tasks >= var.min_tasks
    error_message = "max_tasks must not be less than min_tasks."
  }
}

variable "target_cpu_percent" {
  description = "CPU use that autoscaling holds the tasks at"
  type        = number
  default     = 60
}

variable "environment" {
  description = "Environment of the container, by name. What is null is left out"
  type        = map(string)
  default     = {}
}

variable "secrets" {
  description = "ARNs of the secrets in the container's environment, by name"
  type        = map(string)
  default     = {}
}

variable "init_containers" {
  description = "Containers that must succeed before the service's own starts, in this order"
  type = list(object({
    name        = string
    image       = string
    command     = optional(list(string))
    environment = optional(map(string), {})
    secrets     = optional(map(string), {})
  }))
  default = []
}

variable "listener" {
  description = "Requests that the load balancer forwards to the service. Absent: none"
  type = object({
    port              = number
    priority          = number
    path_patterns     = list(string)
    health_check_path = string
  })
  default = null
}

variable "enable_execute_command" {
  description = "Whether a shell can be opened in the containers"
  type        = bool
  default     = false
}

variable "task_policy_arns" {
  description = "Policies of what the containers may do, by a name of your choice"
  type        = map(string)
  default     = {}
}
