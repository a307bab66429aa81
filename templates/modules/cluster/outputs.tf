output "cluster_info" {
  description = "What services and data stores need to know of the cluster they live in"
  value = {
    name       = var.name
    account_id = data.aws_caller_identity.current.account_id
    partition  = data.aws_partition.current.partition
    region     = data.aws_region.current.region

    vpc_id             = aws_vpc.this.id
    private_subnet_ids = [for subnet in aws_subnet.private : subnet.id]

    cluster_arn    = aws_ecs_cluster.this.arn
    cluster_name   = aws_ecs_cluster.this.name
    log_group_name = aws_cloudwatch_log_group.this.name
    log_group_arn  = aws_cloudwatch_log_group.this.arn

    listener_arn                    = aws_lb_listener.https.arn
    load_balancer_arn_suffix        = aws_lb.this.arn_suffix
    load_balancer_security_group_id = aws_security_group.load_balancer.id
    tasks_security_group_id         = aws_security_group.tasks.id
  }
}
