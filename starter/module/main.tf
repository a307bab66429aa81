# What module <%module%> is made of. Put your resources in the place of this one, which needs no provider and makes
# nothing. Their provider goes into templates/environments/<%stack%>/terraform.tf; what they are to read of a
# spec is declared with: npx terraloom add variable NAME --module <%module%>
resource "terraform_data" "this" {
  input = {
<%values%>
  }
}

locals {
  # An environment's name may be a path, such as eu/staging; a resource's may not.
  name = "${var.name}-${replace(var.environment, "/", "-")}"
}
