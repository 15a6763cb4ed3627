"""The relay of one machine: made anew at each start, on the loopback alone, or not at all."""

import shutil
from pathlib import Path

import pytest

from peerhub.stack.turn import prepared


@pytest.fixture
def there(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TURN_URLS", raising=False)
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}")


@pytest.mark.usefixtures("there")
def test_each_start_has_a_port_and_a_secret_of_its_own(tmp_path: Path) -> None:
    one, other = prepared(tmp_path), prepared(tmp_path)

    assert one is not None
    assert other is not None
    assert one.environment["TURN_SECRET"] != other.environment["TURN_SECRET"]
    written = (tmp_path / "turn.conf").read_text().splitlines()
    assert f"static-auth-secret={other.environment['TURN_SECRET']}" in written
    assert "listening-ip=127.0.0.1" in written
    assert {"use-auth-secret", "no-cli", "no-tcp-relay", "no-multicast-peers"} <= set(written)
    assert (tmp_path / "turn.conf").stat().st_mode & 0o077 == 0
    assert other.environment["TURN_URLS"].startswith("turn:127.0.0.1:")


@pytest.mark.usefixtures("there")
def test_a_relay_that_is_named_already_is_used_instead(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TURN_URLS", "turn:relay.example:3478")

    assert prepared(tmp_path) is None


def test_without_the_program_there_is_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TURN_URLS", raising=False)
    monkeypatch.setattr(shutil, "which", lambda _name: None)

    assert prepared(tmp_path) is None
    assert list(tmp_path.iterdir()) == []
