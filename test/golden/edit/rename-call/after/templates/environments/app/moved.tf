moved {
  from = module.service
  to   = module.main
}
