locals {
  database_identifier = "${var.cluster_info.name}-postgres"
}

resource "aws_db_instance" "this" {
  identifier = local.database_identifier

  engine         = "postgres"
  engine_version = var.db_engine_version
  instance_class = var.db_instance_class

  db_name  = "core"
  username = "core"
  password = random_password.generated["PGPASSWORD"].result

  storage_type          = "gp3"
  allocated_storage     = var.db_allocated_storage
  max_allocated_storage = var.db_max_allocated_storage
  storage_encrypted     = true

  multi_az               = var.db_multi_az
  db_subnet_group_name   = aws_db_subnet_group.this.name
  vpc_security_group_ids = [aws_security_group.database.id]

  backup_retention_period   = var.db_backup_retention_days
  copy_tags_to_snapshot     = true
  deletion_protection       = var.deletion_protection
  skip_final_snapshot       = !var.deletion_protection
  final_snapshot_identifier = var.deletion_protection ? "${local.database_identifier}-final" : null

  enabled_cloudwatch_logs_exports = keys(aws_cloudwatch_log_group.database)
}

# RDS would make these itself, and keep them for ever.
resource "aws_cloudwatch_log_group" "database" {
  for_each = toset(["postgresql", "upgrade"])

  name              = "/aws/rds/instance/${local.database_identifier}/${each.key}"
  retention_in_days = var.log_retention_days
}

resource "aws_db_subnet_group" "this" {
  name        = local.database_identifier
  description = "Private subnets of the database"
  subnet_ids  = var.cluster_info.private_subnet_ids
}

resource "aws_security_group" "database" {
  name        = local.database_identifier
  description = "Database: PostgreSQL from tasks"
  vpc_id      = var.cluster_info.vpc_id

  tags = { Name = local.database_identifier }
}

resource "aws_vpc_security_group_ingress_rule" "database" {
  security_group_id            = aws_security_group.database.id
  description                  = "PostgreSQL from tasks"
  referenced_security_group_id = var.cluster_info.tasks_security_group_id
  ip_protocol                  = "tcp"
  from_port                    = 5432
  to_port                      = 5432
}
