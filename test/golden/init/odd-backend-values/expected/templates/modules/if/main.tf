# What module if is made of. Put your resources in the place of this one, which needs no provider and makes
# nothing. Their provider goes into templates/environments/default/terraform.tf; what they are to read of a
# spec is declared with: npx terraloom add variable NAME --module if
resource "terraform_data" "this" {
  input = {
    name                = local.name
    deletion_protection = var.deletion_protection
    instances           = var.instances
  }
}

locals {
  # An environment's name may be a path, such as eu/staging; a resource's may not.
  name = "${var.name}-${replace(var.environment, "/", "-")}"
}
