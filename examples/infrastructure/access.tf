# Wrong: who takes over the function has the whole account.
resource "aws_iam_role_policy_attachment" "sync" {
  role       = "sync"
  policy_arn = "arn:aws:iam::aws:policy/AdministratorAccess"
}

# Right: what the function needs.
data "aws_iam_policy_document" "sync" {
  statement {
    actions   = ["s3:GetObject", "s3:PutObject"]
    resources = ["arn:aws:s3:::brightdesk-exports/*"]
  }
}

# Wrong: a password for all who read the repository.
variable "db_password" {
  default = "kT9#vRq2LmX8wZ"
}

# Right: handed over when it is set up.
variable "reports_password" {
  type      = string
  sensitive = true
}
