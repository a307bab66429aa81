terraform {
  backend "gcs" {
    bucket = "states"
    prefix = "dev"
  }
}

module "a" {
  source = "../../modules/a"
  größe  = 1
}
