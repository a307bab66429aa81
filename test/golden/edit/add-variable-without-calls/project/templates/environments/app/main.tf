locals {
  place = var.region
}
