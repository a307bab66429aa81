output "settings" {
  value = [var.region, var.core_memory, var.LOG_LEVEL, var.API_URL, var.origins, var.tags]
}
