"""What people read when something fails."""


def problem(status: int) -> str:
    if status == 409:
        # Wrong: written for a colleague, read by a customer.
        return "This shit is booked already."
    # Right: what happened, and what to do.
    return "The time was taken meanwhile. Please choose another one."
