"""Tells whether the worker is well."""

import os

from fastapi import FastAPI


def debugged() -> FastAPI:
    # Wrong: who meets an error reads the stack and what the worker held.
    return FastAPI(title="worker", debug=True)


def served() -> FastAPI:
    # Right: the environment decides, and off is the default.
    return FastAPI(title="worker", debug=os.environ.get("WORKER_DEBUG") == "1")
