"""The page on which a person "pays": a form, and cards that are none."""

import html
from string import Template

from peerhub.stack.till.store import Thing

PAGE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stand-in for payments</title>
<meta name="viewport" content="width=device-width, initial-scale=1"></head>
<body><main>
<h1>Stand-in for payments</h1>
<p>This page stands in for the card company on this machine. Nothing is ever taken. Do not type a
real card here: choose one that is none.</p>
<p>Session: <strong>$$$amount</strong></p>
$said
<form method="post">
<fieldset><legend>Card</legend>
$choices
</fieldset>
<p><button type="submit">$button</button></p>
</form>
<p><a href="$back">Go back without paying</a></p>
</main></body></html>
""")
CARDS = {
    "pays": "A card that pays",
    "declined": "A card that is declined",
    "asks": "A card whose bank asks once more",
    "later": "Paid later: we hear of it after some seconds",
}
DECLINED = '<p role="alert">Your card was declined. Nothing was taken.</p>'
ASKED = '<p role="alert">Your bank asks: is this you?</p>'


def drawn(session: Thing, *, said: str = "", asked: bool = False) -> str:
    """The page of an open session."""
    cards = {"pays": "Yes, this is me", "declined": "No"} if asked else CARDS
    choices = "".join(
        f'<p><label><input type="radio" name="card" value="{value}"{" checked" if not number else ""}> '
        f"{html.escape(label)}</label></p>"
        for number, (value, label) in enumerate(cards.items())
    )
    return PAGE.substitute(
        amount=f"{session['amount_total'] / 100:.2f}",
        said=said,
        choices=choices,
        button="Answer" if asked else "Pay",
        back=html.escape(session["cancel_url"] or session["success_url"]),
    )


CLOSED = "<!doctype html><html lang=en><title>Closed</title><h1>This page is closed</h1></html>"
