module "outside" {
  source = "../../shared"
}
