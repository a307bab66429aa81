output "service_name" {
  description = "Name of the ECS service"
  value       = aws_ecs_service.this.name
}

output "task_definition_family" {
  description = "Family of the task definitions that Terraform and deploys register"
  value       = aws_ecs_task_definition.this.family
}
