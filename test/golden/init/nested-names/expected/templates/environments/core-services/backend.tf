terraform {
  backend "local" {
    # A terraform.tfstate in each environment's folder.
  }
}
