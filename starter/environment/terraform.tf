terraform {
  required_version = ">= 1.10"

  # Providers of the modules' resources stand here, in required_providers.
}
