/**
 * Which programs in Python are the fixes tried on, rule by rule? They have what
 * the examples of the rules' pages have not. Must not say what comes out.
 */
/** By rule: programs that together get every fix that the rule names. */
export const programs: Readonly<Record<string, readonly string[]>> = {
  'access/token-to-client': [
    'import requests\nfrom flask import Flask, jsonify, request\n\napp = Flask(__name__)\n\n\n@app.get("/callback")\ndef callback():\n    grant = requests.post("https://api.caley.app/oauth/token", data={"code": request.args["code"]}, timeout=10).json()\n    return jsonify({"id": 1, "token": grant["access_token"]})\n',
  ],
  'data/to-advertising': [
    'from facebook_business.adobjects.serverside.user_data import UserData\n\n\ndef lead(guest):\n    return UserData(email=guest.email, client_ip_address=None)\n',
    'import requests\n\n\ndef lead(user):\n    requests.post("https://graph.facebook.com/v19.0/1/events", json={"user_data": {"em": user.email}}, timeout=10)\n',
  ],
  'data/to-error-tracker': [
    'import sentry_sdk\nfrom flask import request\n\n\ndef report():\n    sentry_sdk.set_extra("headers", request.headers)\n',
    'import sentry_sdk\n\n\ndef identify(user):\n    sentry_sdk.set_user({"plan": user.plan, "email": user.email})\n'],
  'data/to-llm': [
    'from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef warm_up(user):\n    client.chat.completions.create(\n        model="gpt-4.1",\n        messages=[{"role": "user", "content": f"Greet {user.full_name}"}],\n    )\n',
  ],
  'data/to-log-service': [
    'from flask import request\nfrom google.cloud import logging\n\nlogger = logging.Client().logger("bookings")\n\n\ndef trace(attendees):\n    logger.log_struct({"headers": request.headers}, severity="INFO")\n    logger.log_struct({"attendees": attendees}, severity="INFO")\n',
    'from google.cloud import logging\n\nlogger = logging.Client().logger("bookings")\n\n\ndef confirm(guest):\n    logger.log_struct({"guest": guest.email}, severity="INFO")\n    logger.log_text(f"confirmed for {guest.full_name}")\n',
  ],
  'data/to-paste-or-tunnel': ['import requests\n\n\ndef debug(user):\n    requests.post("https://webhook.site/4d0f6a52-1c7e-4b8e-9a51-3e2f7c9b8d10", json={"mail": user.email}, timeout=5)\n'],
  'data/to-unknown-host': ['import requests\n\n\ndef subscribe(user):\n    requests.post("https://forms.leadfinder-data.io/subscribe", json={"mail": user.email}, timeout=5)\n'],
  'data/undisclosed-recipient': ['from posthog import Posthog\n\nposthog = Posthog("phc", host="https://eu.posthog.com")\n\n\ndef sign_in(user):\n    posthog.capture(user.id, "in", {"email": user.email, "plan": user.plan})\n'],
  'data/whole-object-shared': [
    'import posthog\nimport requests\nfrom pydantic import BaseModel\n\n\nclass Customer(BaseModel):\n    id: str\n    email: str\n    full_name: str\n\n\ndef seen(customer: Customer):\n    posthog.capture(customer.id, "seen", properties=customer.model_dump())\n',
    'import requests\n\n\ndef push(meeting):\n    requests.post("https://api.hubapi.com/crm/v3/objects/meetings", json={"attendees": meeting["attendees"]}, timeout=10)\n',
  ],
  'log/personal-data': [
    'import logging\n\n\ndef greet(booking):\n    logging.info("hello %s", booking.attendee_emails)\n',
    'import logging\n\nlogger = logging.getLogger(__name__)\n\n\ndef greet(user):\n    logger.info("hello %s", user.email)\n'],
  'log/whole-object': [
    'import logging\n\nimport requests\n\n\ndef load():\n    response = requests.get("https://crm.acme.example/contacts", timeout=5)\n    logging.warning("got %s", response.text)\n',
    'import logging\n\n\ndef trace(attendees):\n    logging.info("for %s", attendees)\n',
    'import logging\nimport sqlite3\n\nlogger = logging.getLogger(__name__)\n\n\ndef load(path):\n    for row in sqlite3.connect(path).execute("SELECT * FROM guests"):\n        logger.debug("loaded %s", dict(row))\n'],
  'secret/hardcoded-caley-credential': ['CALEY_CLIENT_SECRET = "q7Rw2Lk9Xs4Vb8Nd3Hf6Tz1P"\n'],
  'secret/hardcoded-provider-credential': ['import stripe\n\nstripe.api_key = "m4Tz8Lq1Xw6Rk9Vc3Yd7"\n'],
  'secret/logged': [
    'import logging\n\nfrom flask import request\n\n\ndef trace():\n    logging.debug("cookies %s", request.cookies)\n',
    'import logging\n\n\ndef refresh(tokens):\n    logging.debug("token %s", tokens["access_token"])\n'],
  'store/file-export': ['import csv\n\n\ndef export(file, attendee):\n    csv.DictWriter(file, ["id", "email"]).writerow({"id": attendee.id, "email": attendee.email})\n'],
  'store/personal-data-browser': ['import json\n\nfrom flask import make_response\n\n\ndef prefill(guest):\n    response = make_response("ok")\n    response.set_cookie("prefill", json.dumps({"mail": guest.email, "n": 1}), secure=True)\n    return response\n'],
  'store/personal-data-plaintext': ['from django.core.cache import cache\n\n\ndef remember(booking):\n    cache.set("guest", {"name": booking.guest.full_name}, timeout=600)\n'],
  'store/token-plaintext': ['from pathlib import Path\n\n\ndef remember(credentials):\n    Path("token").write_text(credentials.access_token)\n'],
  'transport/plain-http': ['import requests\n\n\ndef ping(day):\n    return requests.get(f"http://status.brightdesk-crm.com/{day}", timeout=5)\n'],
  'transport/tls-check-disabled': [
    'import requests\n\nsession = requests.Session()\nsession.verify = False\nsession.get("https://crm.acme.example")\n',
    'import requests\n\n\ndef ping():\n    return requests.get("https://crm.acme.example", verify=False, timeout=5)\n'],
  'access/captcha-or-bot-evasion': [
    'import undetected_chromedriver\n\n\ndef start():\n    undetected_chromedriver.install()\n',
  ],
  'config/debug-in-production': [
    'from flask import Flask\n\napp = Flask(__name__)\napp.run(host="0.0.0.0", debug=True)\n',
  ],
  'crypto/jwt-misuse': [
    'import jwt\n\n\ndef check(token, key):\n    jwt.decode(token, options={"verify_signature": False})\n    jwt.decode(token, key, algorithms=["HS256"], options={"verify_exp": False})\n    jwt.decode(token, key, algorithms=["HS256", "none"])\n    jwt.encode({"sub": 1}, None, algorithm="none")\n',
  ],
  'crypto/weak-cipher': [
    'from Crypto.Cipher import AES\n\n\ndef seal(key, data):\n    return AES.new(key, AES.MODE_ECB).encrypt(data)\n',
  ],
  'crypto/weak-password-hash': [
    'import hashlib\n\nfrom passlib.hash import md5_crypt\n\n\ndef keep(password):\n    a = hashlib.sha256(password.encode()).hexdigest()\n    return a, md5_crypt.hash(password)\n',
  ],
  'identity/anonymous-network': [
    'from stem import Signal\n\n\ndef rotate(controller):\n    controller.signal(Signal.NEWNYM)\n',
  ],
  'inject/command': [
    'import subprocess\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    subprocess.run(f"ics2pdf {booking[\'title\']}", shell=True)\n    subprocess.run(["ics2pdf", booking["title"]], shell=True)\n',
  ],
  'inject/path-or-deserialise': [
    'import pickle\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    pickle.loads(booking["state"])\n    eval(booking["formula"])\n    open(booking["title"])\n',
    'import yaml\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    yaml.load(booking["notes"], Loader=yaml.UnsafeLoader)\n',
  ],
  'inject/sql': [
    'import sqlite3\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    sqlite3.connect("a").cursor().execute("select * from a where b = \'%s\' and c > %d" % (booking["title"], booking["length"]))\n',
  ],
  'inject/ssrf': [
    'import requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    return requests.get(booking["location"], timeout=5)\n',
  ],
  'inject/xss-caley-content': [
    'from markupsafe import Markup\nimport requests\n\n\ndef run(id):\n    booking = requests.get(f"https://api.caley.app/v1/bookings/{id}", timeout=5).json()\n    return Markup("<p>" + booking["notes"])\n',
  ],
  'malware/covert-capture': [
    'import browser_cookie3\n\n\ndef take():\n    browser_cookie3.load()\n',
  ],
  'msg/sensitive-in-push': [
    'from firebase_admin import messaging\n\n\ndef tell(user):\n    messaging.Notification(title="Call back", body=f"Call {user.phone_number}")\n',
  ],
  'reverse/tooling': [
    'import uncompyle6\n\n\ndef read(path, out):\n    uncompyle6.decompile_file(path, out)\n',
  ],
  'store/browser-token': [
    'from PySide6.QtCore import QSettings\n\n\ndef keep(grant):\n    QSettings().setValue("token", grant["access_token"])\n',
    'from kivy.storage.jsonstore import JsonStore\n\n\ndef keep(grant):\n    JsonStore("a.json").put("caley", refresh=grant["refresh_token"], n=1)\n',
  ],
  'transport/database-without-tls': [
    'import asyncpg\nimport psycopg2\n\n\ndef connect():\n    psycopg2.connect("postgresql://app@db.brightdesk-crm.com/app?sslmode=disable")\n    return asyncpg.create_pool(host="db.brightdesk-crm.com", ssl=False)\n',
  ],
  'transport/insecure-cookie': [
    'from flask import Flask\n\napp = Flask(__name__)\napp.config["SESSION_COOKIE_SECURE"] = False\n',
  ],
  'transport/old-tls': [
    'import ssl\n\ncontext = ssl.create_default_context()\ncontext.minimum_version = ssl.TLSVersion.TLSv1_1\n',
  ],
  'access/session-cookie-replay': [
    'import requests\n\n\ndef bookings(cookie):\n    return requests.get("https://app.caley.app/bookings", headers={"Accept": "text/html", "Cookie": cookie}, timeout=10)\n',
  ],
  'identity/header-forgery': [
    'import requests\n\n\ndef slots():\n    return requests.get("https://api.caley.app/v1/slots", headers={"Origin": "https://app.caley.app", "Accept": "*/*"}, timeout=10)\n',
  ],
  'identity/spoofed-user-agent': [
    'import requests\n\n\ndef slots():\n    return requests.get("https://api.caley.app/v1/slots", headers={"Accept": "*/*", "User-Agent": "Mozilla/5.0 (X11; Linux x86_64)"}, timeout=10)\n',
  ],
  'data/model-training': [
    'from datasets import Dataset\n\n\ndef publish(users):\n    rows = [{"email": user.email, "text": user.plan} for user in users]\n    Dataset.from_list(rows).push_to_hub("acme/notes")\n',
    'from openai import OpenAI\n\nclient = OpenAI()\n\n\ndef train(user):\n    client.files.create(file=user.email.encode(), purpose="fine-tune")\n',
  ],
  'log/error-to-client': [
    'import traceback\n\nfrom flask import Flask, jsonify\n\napp = Flask(__name__)\n\n\n@app.errorhandler(Exception)\ndef failed(error):\n    return jsonify({"ok": False, "error": traceback.format_exc()}), 500\n',
  ],
  'malware/remote-code': [
    'import requests\n\n\ndef rate(url):\n    answer = requests.get(url, timeout=10).text\n    return eval(answer)\n',
  ],
  'transport/webhook-timing-compare': [
    'import hashlib\nimport hmac\n\n\ndef is_from_caley(body, signature, key):\n    expected = hmac.new(key, body, hashlib.sha256).hexdigest()\n    return expected == signature\n',
  ],
  'ux/suppress-caley-messages': [
    'import requests\n\n\ndef book(start, guests):\n    requests.post("https://api.caley.app/v1/events", json={"start": start, "guests": guests, "notify_attendees": False}, timeout=10)\n',
  ],
  'transport/open-cors': [
    'from flask import Flask\nfrom flask_cors import CORS\n\napp = Flask(__name__)\nCORS(app, origins="*", supports_credentials=True)\n',
  ],
};

/** What a rule names and Python has no use for, and why. */
export const without: Readonly<Record<string, string>> = {
  'content/public-personal-data drop-property': 'feeds of Python are made by calls, one for each field',
  'data/no-user-agreement drop-property': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/no-user-agreement guard-by-consent': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/no-user-agreement send-id-only': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/undisclosed-collection drop-property': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/undisclosed-use drop-property': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/undisclosed-use guard-by-consent': 'is held against a caley.yaml, which programs here have none of; see the page',
  'data/undisclosed-use send-id-only': 'is held against a caley.yaml, which programs here have none of; see the page',
  'notice/branding-hidden drop-property': 'widgets stand in pages',
  'secret/logged log-error-message': 'errors of Python’s clients do not print the request they are about',
  'crypto/weak-cipher cipher-of-the-same-library': 'the names beside are functions of other signatures',
  'data/fingerprinting remove-import': 'packages that know browsers run in them',
  'data/to-session-replay mask-recording': 'recordings are made in browsers',
  'inject/xss-caley-content text-content': 'there is no page whose elements have members',
  'log/error-to-client only-in-development': 'an answer is what a function returns, and some answer there must be',
  'malware/remote-code parse-as-json': 'what Python evaluates becomes ast.literal_eval, which literal-only offers',
  'perf/load-test-target target-from-environment': 'no model of a load test names its target in a call',
};
