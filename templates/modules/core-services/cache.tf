locals {
  cache_identifier = "${var.cluster_info.name}-valkey"
}

resource "aws_elasticache_replication_group" "this" {
  replication_group_id = local.cache_identifier
  description          = "Cache and queues of ${var.cluster_info.name}"

  engine         = "valkey"
  engine_version = var.cache_engine_version
  node_type      = var.cache_node_type
  port           = 6379

  num_cache_clusters         = var.cache_nodes
  automatic_failover_enabled = var.cache_nodes > 1
  multi_az_enabled           = var.cache_nodes > 1

  at_rest_encryption_enabled = true
  transit_encryption_enabled = true
  auth_token                 = random_password.generated["VALKEY_PASSWORD"].result

  subnet_group_name  = aws_elasticache_subnet_group.this.name
  security_group_ids = [aws_security_group.cache.id]
}

resource "aws_elasticache_subnet_group" "this" {
  name        = local.cache_identifier
  description = "Private subnets of the cache"
  subnet_ids  = var.cluster_info.private_subnet_ids
}

resource "aws_security_group" "cache" {
  name        = local.cache_identifier
  description = "Cache: Valkey from tasks"
  vpc_id      = var.cluster_info.vpc_id

  tags = { Name = local.cache_identifier }
}

resource "aws_vpc_security_group_ingress_rule" "cache" {
  security_group_id            = aws_security_group.cache.id
  description                  = "Valkey from tasks"
  referenced_security_group_id = var.cluster_info.tasks_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 6379
  to_port                      = 6379
}
