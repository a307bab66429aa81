module "assets_bucket" {
  source = "../private-bucket"

  # Bucket names are one namespace for all of AWS; the account makes this one ours.
  name            = "${var.cluster_info.name}-assets-${var.cluster_info.account_id}"
  noncurrent_days = var.assets_noncurrent_days
  force_destroy   = !var.deletion_protection
}

# Browsers upload and download with URLs that a service has signed.
resource "aws_s3_bucket_cors_configuration" "assets" {
  bucket = module.assets_bucket.name

  cors_rule {
    allowed_origins = var.assets_origins
    allowed_methods = ["GET", "HEAD", "POST", "PUT"]
    allowed_headers = ["*"] # browsers add their own; what is signed decides
    expose_headers  = ["ETag"]
    max_age_seconds = 3600
  }
}

data "aws_iam_policy_document" "assets_uploader" {
  statement {
    sid       = "ReadAndWriteAssets"
    actions   = ["s3:AbortMultipartUpload", "s3:GetObject", "s3:PutObject"]
    resources = ["${module.assets_bucket.arn}/*"]
  }
}

resource "aws_iam_policy" "assets_uploader" {
  name        = "assets-uploader"
  path        = "/${var.cluster_info.name}/"
  description = "Lets a service read and write assets, and sign URLs that do"
  policy      = data.aws_iam_policy_document.assets_uploader.json
}
