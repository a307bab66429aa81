locals {
  zone = null
}
