"""The parts of the list that are the same for many readers, drawn once from one shelf."""

from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.html import format_html
from django.utils.safestring import SafeString

from matching.price_words import Words
from matching.search.cards import Card
from matching.search.finding import Found
from matching.search.shelf import Shelf

MINUTES = 30  # that a price on a card is for
ARTICLE = """<article class="card stack peer-card" aria-labelledby="name-{}">{}{}{}</article>"""


def drawn(card: Card, shelf: Shelf, costs: Words) -> SafeString:
    """A card as HTML. What its reader chose not to meet, and their reasons, are never kept."""
    price = costs(card.profile.price_cents, MINUTES)
    if card.cover is not None:
        return render_to_string("matching/search/_card.html", {"card": card, "price": price})
    # The free time is on the reader's clock; whether it has passed changes with time alone.
    free = card.next_open_slot_at, timezone.get_current_timezone_name()
    top = shelf.kept(("top", card.profile.slug), lambda: _part("_card_top", card=card))
    key = "end", card.profile.slug, card.takes_new, bool(card.reasons), price, *free
    end = shelf.kept(key, lambda: _part("_card_end", card=card, price=price))
    why = _part("_why", name=card.profile.name, reasons=card.reasons) if card.reasons else ""
    return format_html(ARTICLE, card.profile.slug, top, why, end)


def narrowed(found: Found) -> SafeString:
    """The choices that narrow the list as HTML."""
    html: SafeString = found.kept("narrow", lambda: _part("_narrow", found=found))
    return html


def _part(template: str, /, **context: Any) -> SafeString:
    return render_to_string(f"matching/search/{template}.html", context)
