"""Which rooms are free, told from Caley."""

import requests
from selenium import webdriver


def rooms_from_page() -> str:
    driver = webdriver.Chrome()
    # Wrong: an automated browser on a page that is made for people.
    driver.get("https://app.caley.app/rooms")
    return driver.page_source


def rooms(token: str) -> dict:
    # Right: what the API has for it.
    return requests.get("https://api.caley.app/v1/rooms", headers={"Authorization": f"Bearer {token}"}, timeout=10).json()
