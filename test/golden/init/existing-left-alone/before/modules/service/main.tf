resource "terraform_data" "service" {
  input = [var.name, var.network, var.replicas, var.zones, var.scaling, var.labels, var.alarm, var.extra]
}
output "url" { value = "https://${var.name}" }
