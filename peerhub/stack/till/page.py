"""The page on which a person "pays": a form, and cards that are none."""

import html
from string import Template

from peerhub.stack.till.store import Thing

# Plain, and kind to a phone and to the dark; it is no page of PeerHub, and does not look like one.
STYLE = """
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif }
main { max-width: 34rem; margin: 0 auto; padding: 1rem }
h1 { font-size: 1.5rem; line-height: 1.2 }
fieldset { border: 1px solid; border-radius: .5rem; padding: .25rem 1rem }
legend { font-weight: bold }
label { display: flex; gap: .75rem; align-items: center; min-height: 2.75rem }
input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0 }
button { font: inherit; font-weight: bold; min-height: 2.75rem; padding: 0 1.5rem }
a { display: inline-block; padding: .5rem 0 }
[role="alert"] { border-inline-start: .25rem solid; padding-inline-start: 1rem; font-weight: bold }
"""
WHOLE = Template("""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Stand-in for payments</title>
<meta name="viewport" content="width=device-width, initial-scale=1"><style>$style</style></head>
<body><main>
$main
</main></body></html>
""")
PAGE = Template("""<h1>Stand-in for payments</h1>
<p>This page stands in for the card company on this machine. Nothing is ever taken. Do not type a
real card here: choose one that is none.</p>
<p>Session: <strong>$$$amount</strong></p>
$said
<form method="post">
<fieldset><legend>$asks</legend>
$choices
</fieldset>
<p><button type="submit">$button</button></p>
</form>
<p><a href="$back">Go back without paying</a></p>""")
CARDS = {
    "pays": "A card that pays",
    "declined": "A card that is declined",
    "asks": "A card whose bank asks once more",
    "later": "Paid later: we hear of it after some seconds",
}
DECLINED = '<p role="alert">Your card was declined. Nothing was taken.</p>'
ASKED = '<p role="alert">Your bank asks: is this you?</p>'
BACK = Template('<p><a href="$back">Go back to PeerHub</a></p>')


def drawn(session: Thing, *, said: str = "", asked: bool = False) -> str:
    """The page of an open session."""
    cards = {"pays": "Yes, this is me", "declined": "No"} if asked else CARDS
    choices = "".join(
        f'<label><input type="radio" name="card" value="{value}"{" checked" if not number else ""}> '
        f"{html.escape(label)}</label>"
        for number, (value, label) in enumerate(cards.items())
    )
    return _whole(
        PAGE.substitute(
            amount=f"{session['amount_total'] / 100:.2f}",
            said=said,
            asks="Your answer" if asked else "Card",
            choices=choices,
            button="Answer" if asked else "Pay",
            back=html.escape(session["cancel_url"] or session["success_url"]),
        )
    )


def closed(session: Thing | None) -> str:
    """The page of one that was paid or ended, or that never was: nothing can be paid there."""
    told = "<h1>This page is closed</h1>\n<p>Nothing more is taken here.</p>"
    back = session["success_url"] if session else ""
    return _whole(f"{told}\n{BACK.substitute(back=html.escape(back))}" if back else told)


def _whole(main: str) -> str:
    return WHOLE.substitute(style=STYLE, main=main)
