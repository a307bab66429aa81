data "aws_caller_identity" "current" {}
data "aws_partition" "current" {}
data "aws_region" "current" {}

resource "aws_ecs_cluster" "this" {
  name = var.name

  setting {
    name  = "containerInsights"
    value = "enabled"
  }

  # What is typed in a shell inside a container is kept.
  configuration {
    execute_command_configuration {
      logging = "OVERRIDE"

      log_configuration {
        cloud_watch_log_group_name = aws_cloudwatch_log_group.this.name
      }
    }
  }
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/ecs/${var.name}"
  retention_in_days = var.log_retention_days
}

# Every task is in this group, so that data stores can let tasks in and nothing else. A service that
# listens has a group of its own besides.
resource "aws_security_group" "tasks" {
  name        = "${var.name}-tasks"
  description = "Tasks of every service"
  vpc_id      = aws_vpc.this.id

  tags = { Name = "${var.name}-tasks" }
}

resource "aws_vpc_security_group_egress_rule" "tasks" {
  security_group_id = aws_security_group.tasks.id
  description       = "APIs, mail and AWS itself, at addresses that others choose"
  cidr_ipv4         = "0.0.0.0/0"
  ip_protocol       = "-1"
}
