output "names" {
  description = "What the names of each module's resources begin with"
  value = {
<%names%>
  }
}
