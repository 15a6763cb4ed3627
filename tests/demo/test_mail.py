"""The mail of the demo: everybody finds theirs, however much was sent to others."""

from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.test import Client

SINK = "peerhub.mailbox.FolderBackend"


@pytest.fixture
def browser(tmp_path: Path, settings: Any) -> Client:
    settings.DEMO, settings.EMAIL_FILE_PATH, settings.EMAIL_BACKEND = True, tmp_path, SINK
    return Client()


def send(to: str, subject: str) -> None:
    mail.send_mail(subject, "Something is new.", None, [to])


def test_what_one_looks_for_is_found_behind_sixty_letters_to_others(browser: Client) -> None:
    send("robin@demo.example", "Your code")
    for number in range(60):
        send("ines@demo.example", f"Letter {number}.")

    assert "Your code" not in browser.get("/demo/mail/").content.decode()
    found = browser.get("/demo/mail/", {"to": "Robin@"}).content.decode()

    assert (found.count("<article"), found.count("Your code")) == (1, 1)


def test_nobody_was_written_to_at_an_address_that_is_not_there(browser: Client) -> None:
    send("ines@demo.example", "Letter.")

    page = browser.get("/demo/mail/", {"to": "<b>"}).content.decode()

    assert "No mail to that address yet." in page
    assert 'value="&lt;b&gt;"' in page


def test_outside_of_the_demo_there_is_no_page(browser: Client, settings: Any) -> None:
    settings.DEMO = False

    assert browser.get("/demo/mail/").status_code == 404
