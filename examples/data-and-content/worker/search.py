"""Finds bookings for the office."""

import hashlib
import logging
import sqlite3
import traceback
import uuid

import requests
from flask import Flask, jsonify, request

app = Flask(__name__)


@app.get("/bookings/by-text")
def bookings_by_text():
    cursor = sqlite3.connect("office.db").cursor()
    # Wrong: a quote in the title ends the text, and what follows is carried out.
    cursor.execute(f"SELECT id FROM bookings WHERE title = '{request.args['title']}'")
    return jsonify(cursor.fetchall())


@app.get("/bookings")
def bookings():
    cursor = sqlite3.connect("office.db").cursor()
    # Right: the database keeps text and value apart.
    cursor.execute("SELECT id FROM bookings WHERE title = ?", (request.args["title"],))
    return jsonify(cursor.fetchall())


@app.errorhandler(OSError)
def out_of_reach(error):
    # Wrong: files, functions and versions, for whoever looks for a way in.
    return jsonify({"error": traceback.format_exc()}), 500


@app.errorhandler(Exception)
def failed(error):
    # Right: an id that people can quote, and by which the log tells the rest.
    number = uuid.uuid4().hex
    logging.error("%s %s", number, traceback.format_exc())
    return jsonify({"error": "failed", "id": number}), 500


def picture(email: str) -> str:
    digest = hashlib.sha256(email.strip().lower().encode()).hexdigest()
    # Wrong: the service learns who is looked at and when, and can guess the address.
    return f"https://www.gravatar.com/avatar/{digest}?d=identicon"


def rules_as_program(url: str) -> None:
    # Wrong: whoever runs that server decides what happens here.
    exec(requests.get(url, timeout=10).text)


def rules(url: str) -> dict:
    # Right: numbers are read, and nothing is run.
    return {name: int(value) for name, value in requests.get(url, timeout=10).json().items()}
