removed {
  from = aws_s3_bucket.old

  lifecycle {
    destroy = false
  }
}
