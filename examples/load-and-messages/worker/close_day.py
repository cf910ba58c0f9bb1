"""Closes the day: what nobody confirmed is cancelled."""
import asyncio

import aiohttp
import requests

API = "https://api.caley.app/v1"


def open_bookings(token: str) -> list:
    # Wrong: nothing ends this request.
    answer = requests.get(f"{API}/bookings?state=open", headers={"Authorization": token})
    return answer.json()["items"]


def open_bookings_in_time(token: str) -> list:
    # Right: ten seconds are enough.
    answer = requests.get(f"{API}/bookings?state=open", headers={"Authorization": token}, timeout=10)
    return answer.json()["items"]


async def cancel(session: aiohttp.ClientSession, booking: str) -> int:
    async with session.delete(f"{API}/bookings/{booking}") as answer:
        return answer.status


async def cancel_all(session: aiohttp.ClientSession, bookings: list[str]) -> list[int]:
    # Wrong: all of them in one instant.
    return await asyncio.gather(*[cancel(session, booking) for booking in bookings])


async def cancel_politely(session: aiohttp.ClientSession, bookings: list[str]) -> list[int]:
    semaphore = asyncio.Semaphore(4)

    async def cancel_one(booking: str) -> int:
        async with semaphore:
            return await cancel(session, booking)

    # Right: four at a time.
    return await asyncio.gather(*[cancel_one(booking) for booking in bookings])
