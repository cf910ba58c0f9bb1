"""Sends mail through a provider, with a file as a way out."""
import csv
import logging
from pathlib import Path

import requests
from django.conf import settings
from django.core.mail import send_mail

from .models import Issue, Subscriber

logger = logging.getLogger("mailing")

MAILGUN_KEY = "key-7c1e0b94d2f86a35e9b7704dc58f21ab"


def send_confirmation(subscriber: Subscriber) -> None:
    link = f"http://news.booking-sync.dev/confirm/{subscriber.confirmation_token}"
    send_mail("Please confirm", f"Hello {subscriber.first_name}, please open {link}", settings.DEFAULT_FROM_EMAIL, [subscriber.email])
    logger.info("sent %s to %s", link, subscriber.email)


def send_issue(issue: Issue) -> int:
    sent = 0
    for subscriber in Subscriber.objects.filter(confirmed=True):
        response = requests.post(
            "https://api.mailgun.net/v3/news.booking-sync.dev/messages",
            auth=("api", MAILGUN_KEY),
            data={"from": settings.DEFAULT_FROM_EMAIL, "to": subscriber.email, "subject": issue.subject, "text": issue.body},
            timeout=10,
        )
        if response.ok:
            sent += 1
        else:
            logger.warning("mail to %s failed: %s", subscriber, response.status_code)
    logger.info("issue %s went to %d readers", issue.pk, sent)
    return sent


def export(path: Path) -> int:
    rows = [(each.email, each.first_name, each.last_name, each.date_of_birth) for each in Subscriber.objects.all()]
    with path.open("w", newline="") as file:
        csv.writer(file).writerows(rows)
    logger.info("exported %d rows to %s", len(rows), path)
    return len(rows)
