"""Tells the team what happened."""
import os
import ssl
import urllib.request

from slack_sdk import WebClient
from twilio.rest import Client as Twilio

slack = WebClient(token=os.environ["SLACK_TOKEN"])
twilio = Twilio(os.environ["TWILIO_SID"], os.environ["TWILIO_TOKEN"])


def notify_team(text: str, channel: str) -> None:
    slack.chat_postMessage(channel=channel, text=text)


def remind(phone_number: str, when: str) -> None:
    message = twilio.messages.create(to=phone_number, from_="+15005550006", body=f"See you at {when}")
    print("reminded", phone_number, message.sid)


def ping(url: str) -> int:
    context = ssl._create_unverified_context()
    with urllib.request.urlopen(url, context=context) as response:
        return response.status
