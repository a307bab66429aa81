locals {
  # API_PASSWORD is read by hand.
  by_hand = { API_PASSWORD = aws_secretsmanager_secret.API_PASSWORD.arn, API_PASSWORD_OLD = "x" }
}
