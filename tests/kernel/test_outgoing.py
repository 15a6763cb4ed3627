"""What we send to others' servers ends in time, and goes to nobody whom a stranger may not name."""

import socket
from http.client import HTTPException

import pytest

from peerhub import outgoing
from peerhub.outgoing import Refused
from tests.counterpart import counterpart, nobody_there, within

Found = list[tuple[int, int, int, str, tuple[str, int]]]


def post(url: str, *, seconds: float = 5.0) -> int:
    return outgoing.post(url, body=b"{}", headers={"X-One": "1"}, within=seconds, public=False)


@pytest.mark.parametrize("status", [200, 204, 302, 404, 500])
def test_the_status_of_the_answer_is_said_and_nobody_is_followed(status: int) -> None:
    with counterpart() as there:
        there.status = status

        assert post(there.url + "pages?team=1") == status

    (letter,) = there.letters
    assert (letter.path, letter.headers["x-one"], letter.body) == ("/pages?team=1", "1", b"{}")


@pytest.mark.parametrize("way", ["hang", "drip"])
def test_whoever_hangs_or_drips_is_left_in_time(way: str) -> None:
    with counterpart() as there:
        there.way = way
        with within(2), pytest.raises(TimeoutError):
            post(there.url, seconds=0.3)


def test_a_handshake_that_never_comes_is_left_in_time() -> None:
    with socket.create_server(("127.0.0.1", 0)) as silent, within(2), pytest.raises(TimeoutError):
        post(f"https://127.0.0.1:{silent.getsockname()[1]}/", seconds=0.3)


def test_noise_and_nobody_are_errors() -> None:
    with counterpart() as there:
        there.way = "noise"
        with pytest.raises(HTTPException):
            post(there.url)
    with pytest.raises(ConnectionRefusedError):
        post(nobody_there())


@pytest.mark.parametrize(
    "url",
    [
        *("ftp://push.example/", "push.example", "https:///x", "https://me@push.example/"),
        *("https://pu\u0448.example/", "https://push.example:x/"),
    ],
)
def test_what_is_no_address_is_asked_nothing(url: str) -> None:
    with pytest.raises(Refused):
        post(url)


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.9", "192.168.1.1", "169.254.169.254", "0.1.2.3"),
        *("100.64.0.1", "224.0.0.1", "255.255.255.255", "::1", "fe80::1", "fd00::1", "::"),
        *("::ffff:127.0.0.1", "64:ff9b::7f00:1", "2002:7f00:1::", "ff02::1"),
    ],
)
def test_a_name_that_leads_inside_is_refused(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def look_up(*args: object, **kwargs: object) -> Found:
        return [(0, 0, 0, "", ("93.184.216.34", 443)), (0, 0, 0, "", (address, 443))]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(Refused, match="private"):
        outgoing.must_be_public("https://push.example/x")


@pytest.mark.parametrize("url", ["http://push.example/x", "https://push.example:8443/x"])
def test_a_stranger_names_https_on_its_own_port_alone(
    url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def look_up(*args: object, **kwargs: object) -> Found:
        raise AssertionError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)

    with pytest.raises(Refused, match="only https"):
        outgoing.must_be_public(url)


def test_who_is_checked_is_who_is_talked_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name is looked up once: there is no second answer that could lead inside."""
    asked: list[object] = []
    talked: list[object] = []

    def look_up(host: str, *args: object, **kwargs: object) -> Found:
        asked.append(host)
        return [(0, 0, 0, "", ("93.184.216.34", 443))]

    def connect(place: object, *args: object) -> socket.socket:
        talked.append(place)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    monkeypatch.setattr(socket, "create_connection", connect)

    with pytest.raises(ConnectionRefusedError):
        outgoing.post("https://push.example/x", body=b"", headers={}, within=1, public=True)
    assert (asked, talked) == (["push.example"], [("93.184.216.34", 443)])
