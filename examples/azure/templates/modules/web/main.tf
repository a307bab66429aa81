terraform {
  required_providers {
    azurerm = {
      source = "hashicorp/azurerm"
    }
  }
}

resource "azurerm_resource_group" "main" {
  name     = var.prefix
  location = var.location
  tags     = var.tags
}

resource "azurerm_service_plan" "main" {
  name                = var.prefix
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  os_type             = "Linux"
  sku_name            = var.sku_name
  worker_count        = var.worker_count
  tags                = var.tags
}

resource "azurerm_linux_web_app" "main" {
  name                = var.prefix
  resource_group_name = azurerm_resource_group.main.name
  location            = azurerm_resource_group.main.location
  service_plan_id     = azurerm_service_plan.main.id
  https_only          = true
  app_settings        = var.app_settings
  tags                = var.tags

  site_config {}
}

output "hostname" {
  description = "Hostname that the application is served at"
  value       = azurerm_linux_web_app.main.default_hostname
}
