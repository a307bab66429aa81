moved {
  from = module.old
  to   = module.worker
}

moved {
  from = module.worker
  to   = module.jobs
}
