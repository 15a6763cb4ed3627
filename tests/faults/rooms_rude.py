"""Malformed frames and handshakes: each must get a decent answer, and nobody else must feel it."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from uuid import uuid4

from tests.faults.rooms_raw import BINARY, CLOSE, PING, PONG, TEXT, Raw, frame, upgrade

CANARY = "canary7f3e"  # must stand in no log
SAID, ERROR = "said", "error"
BROKEN_RULES, NO_TEXT, TOO_BIG = 1002, 1007, 1009  # RFC 6455
SIGN_IN, NOT_FOUND = 4401, 4404
AFTERWARDS = frame(b"still here", PING)
PIECES = 3000  # of one message


@dataclass(frozen=True)
class Case:
    """What somebody sends on a socket of their own, and the answers that are decent."""

    name: str
    words: bytes
    answers: frozenset[object]


def say(body: object, **more: object) -> dict[str, object]:
    """A frame that says something."""
    return {"t": "say", "body": body, "client_id": str(uuid4())} | more


def cases() -> Iterator[Case]:
    """All of them."""
    for name, text in _texts().items():
        yield Case(name, frame(text), frozenset({ERROR}))
    for name, text in _odd().items():
        yield Case(name, frame(text), frozenset({SAID, ERROR}))
    for name, (words, code) in _against_the_rules().items():
        yield Case(name, words, frozenset({code}))
    yield Case("binary", frame(json.dumps(say(CANARY)).encode(), BINARY), frozenset({ERROR, 1003}))
    whole = json.dumps(say(f"{CANARY} in pieces")).encode()
    yield Case("in pieces of one byte", _in_pieces(whole), frozenset({SAID, ERROR, TOO_BIG, 1008}))
    endless = frame(b" ", last=False) + frame(b" ", 0, last=False) * PIECES + frame(b"{", 0)
    yield Case("in thousands of pieces", endless, frozenset({ERROR, TOO_BIG, 1008}))


def _texts() -> dict[str, bytes]:
    """JSON, more or less, that means nothing."""
    client_id = str(uuid4())
    return {
        "cut off": f'{{"t":"say","body":"{CANARY}'.encode(),
        "no JSON": CANARY.encode(),
        "empty": b"",
        "a list": b"[1,2]",
        "a word": f'"{CANARY}"'.encode(),
        "null": b"null",
        "deep lists": b"[" * 8000,
        "deep lists, closed": b"[" * 4000 + b"]" * 4000,
        "deep objects": b'{"a":' * 1600,
        "deep body": b'{"t":"say","body":' + b"[" * 3000 + b"]" * 3000 + b',"client_id":"x"}',
        "NaN": f'{{"t":"say","body":NaN,"client_id":"{client_id}"}}'.encode(),
        "NaN as a place": b'{"t":"read","seq":NaN}',
        "beyond all numbers": b'{"t":"read","seq":1e400}',
        "a long number": b'{"t":"read","seq":' + b"9" * 7000 + b"}",
        "a place too far": b'{"t":"read","seq":9223372036854775808}',
        "a place below": b'{"t":"read","seq":-1}',
        "no kind": json.dumps({"body": CANARY}).encode(),
        "unknown kind": json.dumps({"t": CANARY}).encode(),
        "kind of a handler": json.dumps({"t": "websocket.disconnect"}).encode(),
        "kind as a list": b'{"t":["say"]}',
        "body as a number": json.dumps(say(7)).encode(),
        "body as an object": json.dumps(say({"a": CANARY})).encode(),
        "no body": json.dumps({"t": "say", "client_id": client_id}).encode(),
        "blank body": json.dumps(say(" \n ")).encode(),
        "long body": json.dumps(say("a" * 2001)).encode(),
        "no client id": json.dumps({"t": "say", "body": CANARY}).encode(),
        "not an id": json.dumps(say(CANARY, client_id="'; DROP TABLE")).encode(),
        "an id as a number": json.dumps(say(CANARY, client_id=1)).encode(),
    }


def _odd() -> dict[str, bytes]:
    """What may be stored, or be refused, and must do neither by an accident."""
    return {
        "zero byte": json.dumps(say(f"{CANARY} \0 zero")).encode(),
        "half a pair": json.dumps(say(f"{CANARY} \ud83d half")).encode(),
        "half a pair as id": json.dumps(say(f"{CANARY} id", client_id="\ud83d")).encode(),
        "halves as notes": json.dumps(say(f"{CANARY} notes", notes=["\ud83d", 3, None])).encode(),
        "right to left": json.dumps(say(f"{CANARY} \u202e txet")).encode(),
        "many marks": json.dumps(say(CANARY + " Z" + "\u0351" * 300), ensure_ascii=False).encode(),
        "the same key twice": (
            f'{{"t":"read","t":"say","body":1,"body":"{CANARY} twice",'
            f'"client_id":"{uuid4()}"}}'.encode()
        ),
        "odd reply": json.dumps(say(f"{CANARY} reply", reply=2**70)).encode(),
        "odd flags": json.dumps(say(f"{CANARY} flags", anyway="yes", notes={"a": 1})).encode(),
    }


def _against_the_rules() -> Mapping[str, tuple[bytes, int]]:
    """What RFC 6455 forbids, or the room's own bounds."""
    hello = json.dumps(say(CANARY)).encode()
    return {
        "9 KB": (frame(json.dumps(say(CANARY * 900)).encode()), TOO_BIG),
        "100 KB": (frame(b'"' + CANARY.encode() * 10_000 + b'"'), TOO_BIG),
        "16 MB announced": (frame(b"", claims=2**24), TOO_BIG),
        "bad UTF-8": (frame(b'{"t":"say","body":"\xc3\x28"}'), NO_TEXT),
        "a surrogate in UTF-8": (frame(b'{"t":"say","body":"\xed\xa0\x80"}'), NO_TEXT),
        "unmasked": (frame(hello, masked=False), BROKEN_RULES),
        "reserved bit 1": (frame(hello, reserved=4), BROKEN_RULES),
        "reserved bit 3": (frame(hello, reserved=1), BROKEN_RULES),
        "bad opcode": (frame(hello, 0x3), BROKEN_RULES),
        "bad control opcode": (frame(b"", 0xB), BROKEN_RULES),
        "long ping": (frame(b"a" * 126, PING), BROKEN_RULES),
        "ping in pieces": (frame(b"a", PING, last=False), BROKEN_RULES),
        "the middle first": (frame(hello, 0), BROKEN_RULES),
        "a text in a text": (frame(b"{", last=False) + frame(b"}"), BROKEN_RULES),
        "a close of one byte": (frame(b"\x03", CLOSE), BROKEN_RULES),
        "a close with a secret code": (frame((1006).to_bytes(2, "big"), CLOSE), BROKEN_RULES),
    }


def _in_pieces(payload: bytes) -> bytes:
    pieces = [bytes([byte]) for byte in payload]
    middle = b"".join(frame(piece, 0, last=False) for piece in pieces[1:-1])
    return frame(pieces[0], last=False) + middle + frame(pieces[-1], 0)


async def misbehave(port: int, room: str, key: str) -> dict[str, str]:
    """Do all of it against one server; gives what was answered badly, by case."""
    bad = {}
    for case in cases():
        answer = await _answer(port, room, key, case)
        if answer not in case.answers:
            bad[case.name] = str(answer)
    for name, (words, answers) in _handshakes(port, room, key).items():
        status = await _door(port, words)
        if status not in answers:
            bad[f"handshake: {name}"] = str(status)
    return bad


def count() -> int:
    """How many misdeeds there are."""
    return len(list(cases())) + len(_handshakes(0, "", ""))


async def _answer(port: int, room: str, key: str, case: Case) -> object:
    """An error or "said", after which the socket lives; or a close code; or what went wrong."""
    raw = await Raw.dial(port)
    try:
        status = await raw.status(upgrade(port, f"/ws/r/{room}/", cookie=f"sessionid={key}"))
        if status != 101:
            return f"status {status}"
        await raw.send(case.words)
        answer = await _reaction(raw)
        if isinstance(answer, str) and answer in (SAID, ERROR):
            await raw.send(AFTERWARDS)
            return answer if await _hears_pong(raw) else f"{answer}, then nothing"
        return answer
    except TimeoutError:
        return "nothing"
    finally:
        raw.close()


async def _reaction(raw: Raw) -> object:
    while True:
        came = await raw.hear()
        if came.opcode == TEXT:
            kind = json.loads(came.payload)["t"]
            if kind in (SAID, ERROR):
                return kind
        elif came.opcode == CLOSE:
            return came.code
        elif came.opcode not in (PING, PONG):
            return "cut off"


async def _hears_pong(raw: Raw) -> bool:
    while True:
        came = await raw.hear()
        if came.opcode == PONG:
            return True
        if came.opcode in (CLOSE, -1):
            return False


def _handshakes(port: int, room: str, key: str) -> dict[str, tuple[bytes, set[int]]]:
    """Words, and the statuses or close codes that are decent."""
    path, cookie = f"/ws/r/{room}/", f"sessionid={key}"
    refused, unclear = {403}, {400, 426}
    strange = "http://elsewhere.example"
    return {
        "another origin": (upgrade(port, path, cookie=cookie, Origin=strange), refused),
        "origin null": (upgrade(port, path, cookie=cookie, Origin="null"), refused),
        "another port's origin": (
            upgrade(port, path, cookie=cookie, Origin="http://localhost:1"),
            refused,
        ),
        "no origin": (upgrade(port, path, cookie=cookie, Origin=""), refused),
        "no key": (upgrade(port, path, cookie=cookie, Sec_WebSocket_Key=""), unclear),
        "a bad key": (upgrade(port, path, cookie=cookie, Sec_WebSocket_Key="abc"), unclear),
        "an old version": (upgrade(port, path, cookie=cookie, Sec_WebSocket_Version="8"), unclear),
        "nobody": (upgrade(port, path), {SIGN_IN}),
        "a made-up session": (upgrade(port, path, cookie=f"sessionid={CANARY}"), {SIGN_IN}),
        "no such room": (upgrade(port, f"/ws/r/{CANARY}/", cookie=cookie), {NOT_FOUND}),
        "no such path": (upgrade(port, f"/ws/{CANARY}", cookie=cookie), {NOT_FOUND}),
        "not HTTP": (b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n", {400, 0}),
        "a header with a zero byte": (
            b"GET / HTTP/1.1\r\nHost: localhost\r\nX: a\0b\r\n\r\n",
            {400, 0},
        ),
        "two lengths": (
            b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 3\r\n"
            b"Content-Length: 7\r\n\r\nabc",
            {400, 0},
        ),
    }


async def _door(port: int, words: bytes) -> int:
    """The status; when it opens, the code with which it closes again."""
    raw = await Raw.dial(port)
    try:
        status = await raw.status(words)
        while status == 101:
            came = await raw.hear()
            if came.opcode == CLOSE:
                return came.code
            if came.opcode == -1:
                return -1
        return status
    except TimeoutError:
        return -2
    finally:
        raw.close()
