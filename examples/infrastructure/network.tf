# Wrong: webhooks and people come in over plain HTTP.
resource "aws_lb_listener" "web" {
  port     = 80
  protocol = "HTTP"
  default_action {
    type = "forward"
  }
}

# Right: who comes that way is sent to HTTPS.
resource "aws_lb_listener" "redirect" {
  port     = 80
  protocol = "HTTP"
  default_action {
    type = "redirect"
    redirect {
      port        = "443"
      protocol    = "HTTPS"
      status_code = "HTTP_301"
    }
  }
}

# Wrong: this policy still allows TLS 1.0.
resource "aws_lb_listener" "old" {
  port       = 443
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-2016-08"
  default_action {
    type = "forward"
  }
}

# Right: from TLS 1.2 on.
resource "aws_lb_listener" "secure" {
  port       = 443
  protocol   = "HTTPS"
  ssl_policy = "ELBSecurityPolicy-TLS13-1-2-2021-06"
  default_action {
    type = "forward"
  }
}

# Wrong: pages go out over plain HTTP as well.
resource "aws_cloudfront_distribution" "app" {
  default_cache_behavior {
    viewer_protocol_policy = "allow-all"
  }
}

# Wrong: an old version of TLS is enough.
resource "aws_cloudfront_distribution" "widget" {
  default_cache_behavior {
    viewer_protocol_policy = "redirect-to-https"
  }
  viewer_certificate {
    minimum_protocol_version = "TLSv1"
  }
}

# Right: HTTPS, and a version of TLS that holds.
resource "aws_cloudfront_distribution" "widget_secure" {
  default_cache_behavior {
    viewer_protocol_policy = "redirect-to-https"
  }
  viewer_certificate {
    minimum_protocol_version = "TLSv1.2_2021"
  }
}

# Wrong: the app answers over plain HTTP.
resource "azurerm_linux_web_app" "sync" {
  name       = "sync"
  https_only = false
}

# Right: over HTTPS only.
resource "azurerm_linux_web_app" "sync_secure" {
  name       = "sync"
  https_only = true
}

# Wrong: an old version of TLS is enough to read exports.
resource "azurerm_storage_account" "exports" {
  name            = "exports"
  min_tls_version = "TLS1_0"
}

# Right: from TLS 1.2 on.
resource "azurerm_storage_account" "exports_secure" {
  name            = "exports"
  min_tls_version = "TLS1_2"
}

# Wrong: sessions go to the cache in plain text.
resource "aws_elasticache_replication_group" "sessions" {
  engine                     = "redis"
  at_rest_encryption_enabled = true
  transit_encryption_enabled = false
}

# Wrong: a broker that speaks without TLS too.
resource "aws_msk_cluster" "events" {
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS_PLAINTEXT"
    }
  }
}

# Right: with TLS only.
resource "aws_msk_cluster" "events_secure" {
  encryption_info {
    encryption_in_transit {
      client_broker = "TLS"
    }
  }
}

# Wrong: the database lets in who comes without TLS.
resource "azurerm_postgresql_server" "bookings" {
  ssl_enforcement_enabled = false
}

# Right: with TLS only.
resource "azurerm_postgresql_server" "bookings_secure" {
  ssl_enforcement_enabled          = true
  ssl_minimal_tls_version_enforced = "TLS1_2"
}

# Wrong: everybody on the internet may knock at the database.
resource "aws_security_group" "database" {
  ingress {
    from_port   = 5432
    to_port     = 5432
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

# Right: the app may.
resource "aws_security_group" "database_inside" {
  ingress {
    from_port       = 5432
    to_port         = 5432
    protocol        = "tcp"
    security_groups = [aws_security_group.app.id]
  }
}
