output "url" {
  value = module.service.url
}
