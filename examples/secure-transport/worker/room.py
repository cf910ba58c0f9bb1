"""Makes the context for the building's own server."""
import ssl


def old_context() -> ssl.SSLContext:
    # Wrong: TLS 1.0 can be broken into.
    context = ssl.create_default_context()
    context.minimum_version = ssl.TLSVersion.TLSv1
    return context


def context() -> ssl.SSLContext:
    # Right: what the runtime asks for by itself is 1.2 or later.
    return ssl.create_default_context()
