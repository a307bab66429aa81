resource "aws_lb_target_group" "this" {
  count = var.listener == null ? 0 : 1

  # Six characters are all that a prefix may have.
  name_prefix          = substr(var.name, 0, 6)
  vpc_id               = var.cluster_info.vpc_id
  target_type          = "ip"
  protocol             = "HTTP"
  port                 = var.listener.port
  deregistration_delay = 30

  health_check {
    path    = var.listener.health_check_path
    matcher = "200"
  }

  tags = { Name = local.full_name }

  lifecycle {
    create_before_destroy = true
  }
}

resource "aws_lb_listener_rule" "this" {
  count = var.listener == null ? 0 : 1

  listener_arn = var.cluster_info.listener_arn
  priority     = var.listener.priority

  action {
    type             = "forward"
    target_group_arn = aws_lb_target_group.this[0].arn
  }

  condition {
    path_pattern {
      values = var.listener.path_patterns
    }
  }

  tags = { Name = local.full_name }
}

resource "aws_security_group" "this" {
  count = var.listener == null ? 0 : 1

  name        = local.full_name
  description = "Tasks of ${var.name}: requests from the load balancer"
  vpc_id      = var.cluster_info.vpc_id

  tags = { Name = local.full_name }
}

resource "aws_vpc_security_group_ingress_rule" "this" {
  count = var.listener == null ? 0 : 1

  security_group_id            = aws_security_group.this[0].id
  description                  = "Requests from the load balancer"
  referenced_security_group_id = var.cluster_info.load_balancer_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = var.listener.port
  to_port                      = var.listener.port
}

resource "aws_vpc_security_group_egress_rule" "load_balancer" {
  count = var.listener == null ? 0 : 1

  security_group_id            = var.cluster_info.load_balancer_security_group_id
  description                  = "Requests to ${var.name}"
  referenced_security_group_id = aws_security_group.this[0].id
  ip_protocol                  = "tcp"
  from_port                    = var.listener.port
  to_port                      = var.listener.port
}
