module "mine" {
  source    = "../database"
  name      = "x"
  instances = 2
}
