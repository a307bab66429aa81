/** What runs the code, named as the option of a stack that says the lowest version of it. */
export type Product = "terraform" | "opentofu";

/** The products, as they call themselves. */
export const productNames: Readonly<Record<Product, string>> = {
  terraform: "Terraform",
  opentofu: "OpenTofu",
};
