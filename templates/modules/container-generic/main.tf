locals {
  full_name = "${var.cluster_info.name}-${var.name}"

  log_configuration = {
    logDriver = "awslogs"
    options = {
      awslogs-group         = var.cluster_info.log_group_name
      awslogs-region        = var.cluster_info.region
      awslogs-stream-prefix = var.name
    }
  }

  # Init containers run one after the other before the service's own container starts.
  containers = concat(
    [
      for index, init in var.init_containers : {
        name        = init.name
        image       = init.image
        command     = init.command
        environment = init.environment
        secrets     = init.secrets
        essential   = false
        ports       = []
        waits_for   = slice(var.init_containers[*].name, max(index - 1, 0), index)
      }
    ],
    [
      {
        name        = var.name
        image       = var.image
        command     = var.command
        environment = var.environment
        secrets     = var.secrets
        essential   = true
        ports       = var.listener[*].port
        waits_for   = var.init_containers[*].name
      }
    ],
  )

  container_definitions = [
    for container in local.containers : merge(
      {
        name      = container.name
        image     = container.image
        essential = container.essential
        environment = [
          for name, value in container.environment : { name = name, value = value } if value != null
        ]
        secrets          = [for name, arn in container.secrets : { name = name, valueFrom = arn }]
        portMappings     = [for port in container.ports : { containerPort = port, hostPort = port, protocol = "tcp" }]
        dependsOn        = [for name in container.waits_for : { containerName = name, condition = "SUCCESS" }]
        linuxParameters  = { initProcessEnabled = true }
        logConfiguration = local.log_configuration
      },
      container.command == null ? {} : { command = container.command },
    )
  ]
}

resource "aws_ecs_task_definition" "this" {
  family                   = local.full_name
  requires_compatibilities = ["FARGATE"]
  network_mode             = "awsvpc"
  cpu                      = var.cpu
  memory                   = var.memory
  execution_role_arn       = aws_iam_role.execution.arn
  task_role_arn            = aws_iam_role.task.arn
  container_definitions    = jsonencode(local.container_definitions)

  runtime_platform {
    operating_system_family = "LINUX"
    cpu_architecture        = "X86_64"
  }

  lifecycle {
    precondition {
      condition     = length(setintersection(keys(var.environment), keys(var.secrets))) == 0
      error_message = "A name is both in environment and in secrets; ECS refuses such a container."
    }
  }
}

resource "aws_ecs_service" "this" {
  name            = var.name
  cluster         = var.cluster_info.cluster_arn
  task_definition = aws_ecs_task_definition.this.arn
  launch_type     = "FARGATE"
  desired_count   = var.min_tasks

  enable_ecs_managed_tags = true
  enable_execute_command  = var.enable_execute_command
  propagate_tags          = "SERVICE"

  health_check_grace_period_seconds = var.listener == null ? null : 120

  deployment_circuit_breaker {
    enable   = true
    rollback = true
  }

  network_configuration {
    subnets         = var.cluster_info.private_subnet_ids
    security_groups = concat([var.cluster_info.tasks_security_group_id], aws_security_group.this[*].id)
  }

  dynamic "load_balancer" {
    for_each = aws_lb_target_group.this

    content {
      target_group_arn = load_balancer.value.arn
      container_name   = var.name
      container_port   = load_balancer.value.port
    }
  }

  # A deploy starts from the definition that was applied last, whatever runs.
  tags = { DeclaredDefinition = aws_ecs_task_definition.this.arn }

  lifecycle {
    # A deploy says which task definition runs, autoscaling says how often.
    ignore_changes = [desired_count, task_definition]
  }

  # The load balancer must know the target group, and the role its rights, before a task starts.
  depends_on = [aws_iam_role_policy.execution, aws_lb_listener_rule.this]
}
