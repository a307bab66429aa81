terraform {
  required_providers {
    google = {
      source                = "hashicorp/google"
      configuration_aliases = [google.backup]
    }
  }
}

data "google_client_config" "backup" {
  provider = google.backup
}

resource "google_cloud_run_v2_service" "main" {
  name     = var.name
  location = data.google_client_config.main.region

  template {
    containers {
      image = var.image
    }

    scaling {
      max_instance_count = var.max_instances
    }

    vpc_access {
      network_interfaces {
        subnetwork = var.subnet_id
      }
    }
  }
}

data "google_client_config" "main" {}

resource "google_storage_bucket" "backup" {
  provider = google.backup

  name     = "${data.google_client_config.main.project}-${var.name}-backup"
  location = data.google_client_config.backup.region
}
