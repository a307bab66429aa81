output "names" {
  description = "What the names of each module's resources begin with"
  value = {
    "for" = module.for.name
    if    = module.if.name
  }
}
