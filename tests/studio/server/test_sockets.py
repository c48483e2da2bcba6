"""Where the server listens: on this machine under both of its addresses, at once, and nowhere else."""

import socket
from contextlib import closing

import pytest

from studio.server.sockets import both

FAMILIES = [(socket.AF_INET, "127.0.0.1", "::1"), (socket.AF_INET6, "::1", "127.0.0.1")]


def listening(family: socket.AddressFamily, address: str, port: int = 0) -> socket.socket:
    one = socket.socket(family)
    if family == socket.AF_INET6:
        one.setsockopt(socket.IPPROTO_IPV6, socket.IPV6_V6ONLY, 1)
    one.bind((address, port))
    one.listen()
    return one


@pytest.fixture
def outside() -> str:
    """The address this machine would use towards another one; no packet is sent for asking."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))
        address = probe.getsockname()[0]
    assert not address.startswith("127."), "needs a second address to try"
    return address


@pytest.mark.parametrize(("family", "address", "other"), FAMILIES)
def test_the_other_address_of_this_machine_answers_too(
    family: socket.AddressFamily, address: str, other: str, outside: str
) -> None:
    with listening(family, address) as one:
        port = one.getsockname()[1]
        opened, host = both([one])
        assert host == "localhost"
        assert [each.getsockname()[:2] for each in opened] == [(address, port), (other, port)]
        with closing(opened[1]):
            for place in (address, other, "localhost"):
                with socket.create_connection((place, port), timeout=5):
                    pass
            with pytest.raises(OSError, match=r"."), socket.create_connection((outside, port), timeout=5):
                pass


@pytest.mark.parametrize(("family", "address", "other"), FAMILIES)
def test_an_address_that_another_program_has_is_not_called_ours(
    family: socket.AddressFamily, address: str, other: str
) -> None:
    with listening(family, address) as one:
        theirs = socket.AF_INET6 if family == socket.AF_INET else socket.AF_INET
        with listening(theirs, other, one.getsockname()[1]):
            assert both([one]) == ([one], address)


def test_without_the_other_family_there_is_one_address_and_it_is_localhost(monkeypatch: pytest.MonkeyPatch) -> None:
    def absent(*_: object) -> socket.socket:
        raise OSError(97, "Address family not supported by protocol")

    with listening(socket.AF_INET, "127.0.0.1") as one:
        monkeypatch.setattr(socket, "socket", absent)
        assert both([one]) == ([one], "localhost")


def test_who_asks_for_another_address_gets_that_and_no_more() -> None:
    with listening(socket.AF_INET, "0.0.0.0") as one:
        assert both([one]) == ([one], "localhost")


def test_small_answers_are_not_held_back() -> None:
    with listening(socket.AF_INET, "127.0.0.1") as one:
        assert one.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY) == 0
        opened, _ = both([one])
        with closing(opened[1]):
            for listener in opened:
                with socket.create_connection(listener.getsockname()[:2]), listener.accept()[0] as accepted:
                    assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
