output "names" {
  description = "What the names of each module's resources begin with"
  value = {
    network = module.network.name
    service = module.service.name
  }
}
