"""Writes a digest of the week: for people, and for a table."""

import csv
from collections import Counter
from pathlib import Path

from openai import OpenAI

from .caley import Booking

openai = OpenAI()


def agenda(booking: Booking) -> str:
    names = ", ".join(attendee.full_name for attendee in booking.attendees)
    # Wrong: names of people who never agreed to an AI service.
    wrong = openai.responses.create(model="gpt-5-mini", input=f"Write an agenda for {names}")
    # Right: what the model needs, and no more.
    right = openai.responses.create(model="gpt-5-mini", input=f"Write an agenda for {len(booking.attendees)} people: {booking.type}")
    return right.output_text or wrong.output_text


def export(bookings: list[Booking], target: Path) -> None:
    with target.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        for booking in bookings:
            for attendee in booking.attendees:
                # Wrong: a readable list of people, for as long as somebody keeps the file.
                writer.writerow([booking.id, attendee.full_name, attendee.email])
                # Right: ids lead to the people as long as they are customers.
                writer.writerow([booking.id, attendee.id])


def totals(bookings: list[Booking]) -> None:
    # Right: sums tell of nobody.
    print(Counter(booking.type for booking in bookings).most_common(5))
