"""Where the server listens: on both addresses of this machine that `localhost` may mean, and on no other.

Streamlit opens one socket, of IPv4, before it reads the application, and hands it to uvicorn. What `localhost` means is
up to the browser: 127.0.0.1 or ::1 (RFC 6761, 6.3), and a machine without the one has the other.

Answers leave at once. A connection waits for the other side to confirm the last packet before it sends a small one
(Nagle, RFC 896), and the other side may wait 40 ms before it does (RFC 1122, 4.2.3.2). asyncio does without only for
sockets that name their protocol, which Streamlit's does not; so each file, and each part of a page, was 40 ms late.
"""

import errno
import os
import socket
from collections.abc import Callable

import uvicorn

LOOPBACK = {socket.AF_INET: "127.0.0.1", socket.AF_INET6: "::1"}
ABSENT = (errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT)


def listen_at_home(ready: Callable[[str], None]) -> None:
    """To be called while the server reads the application: it will listen on both addresses of this machine.

    `ready(host)` is called once it does; the host is "localhost", or the one address that is ours where another program
    has the other.
    """
    startup = uvicorn.Server.startup

    async def started(self: uvicorn.Server, sockets: list[socket.socket] | None = None) -> None:
        opened, host = both(sockets or [])
        await startup(self, opened or None)
        ready(host)

    uvicorn.Server.startup = started  # type: ignore[method-assign]


def both(sockets: list[socket.socket]) -> tuple[list[socket.socket], str]:
    """These sockets, and for each on one address of this machine one on the other; all of them send at once.

    What listens elsewhere, because it was told so, gets no other. The text is what to call this machine: see above.
    """
    opened, host = list(sockets), "localhost"
    for one in sockets:
        address, port = one.getsockname()[:2]
        if LOOPBACK.get(one.family) == address:
            try:
                opened.append(_beside(one.family, port))
            except OSError as error:
                host = host if error.errno in ABSENT else address
    for one in opened:
        one.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return opened, host


def _beside(family: int, port: int) -> socket.socket:
    """A socket on the same port of the other address, bound and not blocking."""
    (other,) = set(LOOPBACK) - {family}
    one = socket.socket(other)
    try:
        # On Windows that would take the port away from another program.
        if os.name != "nt":
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        one.bind((LOOPBACK[other], port))
        one.listen()
        one.setblocking(False)
    except OSError:
        one.close()
        raise
    return one
