terraform {
  required_providers {
    google = {
      source = "hashicorp/google"
    }
  }
}

resource "google_compute_network" "main" {
  name                    = var.name
  auto_create_subnetworks = false
}

resource "google_compute_subnetwork" "main" {
  name          = var.name
  network       = google_compute_network.main.id
  ip_cidr_range = var.subnet_cidr
}

output "subnet_id" {
  description = "Subnet that applications run in"
  value       = google_compute_subnetwork.main.id
}
