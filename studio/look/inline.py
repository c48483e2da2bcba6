"""A picture that is part of the page, and not a file it points at.

Such a file is gone when the page has run again; who turns the page before the picture has come asks for it in vain.
"""

import base64


def inline(png: bytes) -> str:
    """The address of a PNG that holds all of it (RFC 2397)."""
    return f"data:image/png;base64,{base64.b64encode(png).decode()}"
