terraform {
  required_version = ">= 1.5"

  backend "s3" {
    bucket = "example-states"
    key    = "staging.tfstate"
    region = "us-east-1"
  }
}

# The name of everything.
locals {
  prefix = "${var.product}-{{x}}"
}

module "network" {
  source = "../../modules/network"

  name  = local.prefix
  cidr  = "10.00.0.0/16"
  zones = ["a", "b"]

}

module "service" {
  source = "../../modules/service"

  name       = var.product
  network    = module.network.id # whatever it is
  replicas   = file("replicas")
  zones      = ["a", "b"]
  scaling    = { min = 1, max = "4" }
  labels     = { team = "a\"b", "cost-center" = "$${12}" }
  alarm      = var.alarm
  extra      = ["x", 1]
  depends_on = [module.network]
}
