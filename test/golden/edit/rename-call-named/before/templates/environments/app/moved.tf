moved {
  from = module.old
  to   = module.worker
}
