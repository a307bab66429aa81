# What every environment is made of.
module "api" {
  source     = "../../tfmodules/service" # ours
  aws_region = var.region
  instances  = var.instances

  depends_on = [terraform_data.first]
}

resource "terraform_data" "first" {}
