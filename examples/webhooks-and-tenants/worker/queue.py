"""What is to be done later."""
waiting: list[str] = []


def enqueue(booking: str) -> None:
    waiting.append(booking)
