output "a" {
  value = 1
}
>>>>>>> main
