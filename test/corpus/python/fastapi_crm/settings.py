"""Settings of the service, read once from the environment."""
import os
from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    caley_base_url: str
    caley_token: str
    crm_token: str
    audit_webhook: str
    verify_tls: bool


def load() -> Settings:
    return Settings(
        caley_base_url=os.environ.get("CALEY_BASE_URL", "https://api.caley.app/v1"),
        caley_token=os.environ["CALEY_TOKEN"],
        crm_token=os.environ["CRM_TOKEN"],
        audit_webhook=os.environ.get("AUDIT_WEBHOOK", ""),
        verify_tls=os.environ.get("ENVIRONMENT") != "local",
    )
