# Wrong: this service encrypts only what it is asked to.
resource "aws_db_instance" "bookings" {
  engine         = "postgres"
  instance_class = "db.t4g.small"
}

# Right: encrypted from the first byte.
resource "aws_db_instance" "bookings_encrypted" {
  engine            = "postgres"
  instance_class    = "db.t4g.small"
  storage_encrypted = true
}

# Wrong: an address that the whole internet can reach.
resource "aws_db_instance" "reports" {
  engine              = "postgres"
  storage_encrypted   = true
  publicly_accessible = true
}

# Right: reached from inside of the network.
resource "aws_db_instance" "reports_inside" {
  engine              = "postgres"
  storage_encrypted   = true
  publicly_accessible = false
}

# Wrong: names and addresses of guests lie open in the index, and go over plain HTTP.
resource "aws_opensearch_domain" "people" {
  domain_name = "people"
}

# Right: encrypted where it lies and on its way.
resource "aws_opensearch_domain" "people_encrypted" {
  domain_name = "people"
  encrypt_at_rest {
    enabled = true
  }
  node_to_node_encryption {
    enabled = true
  }
  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-2019-07"
  }
}

# Wrong: what is in memory is written to disk as it is.
resource "aws_elasticache_replication_group" "tokens" {
  engine                     = "redis"
  transit_encryption_enabled = true
  at_rest_encryption_enabled = false
}

# Right: both ways.
resource "aws_elasticache_replication_group" "tokens_encrypted" {
  engine                     = "redis"
  transit_encryption_enabled = true
  at_rest_encryption_enabled = true
}

# Wrong: events of Caley wait in a stream that nothing encrypts.
resource "aws_kinesis_stream" "events" {
  name        = "caley-events"
  shard_count = 1
}

# Right: with a key of the provider.
resource "aws_kinesis_stream" "events_encrypted" {
  name            = "caley-events"
  shard_count     = 1
  encryption_type = "KMS"
  kms_key_id      = "alias/aws/kinesis"
}

# Wrong: exports in a share without encryption.
resource "aws_efs_file_system" "exports" {
  creation_token = "exports"
}

# Right: with it.
resource "aws_efs_file_system" "exports_encrypted" {
  creation_token = "exports"
  encrypted      = true
}

# Wrong: a disk without encryption.
resource "aws_ebs_volume" "cache" {
  availability_zone = "eu-central-1a"
  size              = 40
}

# Right: with it.
resource "aws_ebs_volume" "cache_encrypted" {
  availability_zone = "eu-central-1a"
  size              = 40
  encrypted         = true
}

# Wrong: logs that are never deleted.
resource "aws_cloudwatch_log_group" "sync" {
  name = "/brightdesk/sync"
}

# Right: for a month.
resource "aws_cloudwatch_log_group" "sync_for_a_month" {
  name              = "/brightdesk/sync"
  retention_in_days = 30
}
