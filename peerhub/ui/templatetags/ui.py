"""The components of every page as tags. A wrong argument is an error, never a silent gap."""

import re
from collections.abc import Collection, Iterable
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from zoneinfo import ZoneInfo

from django import template
from django.conf import settings
from django.forms import BaseForm, BoundField
from django.template import TemplateSyntaxError
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from heroicons.templatetags import heroicons

from peerhub.ui.avatars import shape_for
from peerhub.ui.fonts import FontLinks, font_links
from peerhub.ui.moments import in_words

register = template.Library()

TONES = frozenset({"", "primary", "warm", "sky", "plum", "sun", "leaf", "now"})
BUTTONS = {"primary": "btn", "second": "btn second", "quiet": "btn quiet", "careful": "btn careful"}
ICONS = {
    "outline": heroicons.heroicon_outline,
    "solid": heroicons.heroicon_solid,
    "mini": heroicons.heroicon_mini,
    "micro": heroicons.heroicon_micro,
}
# From the severity ladder: 3 and above want a person within a quarter of an hour.
NEEDS = (
    (3, "now", "Respond now"),
    (2, "today", "Today"),
    (1, "watch", "Keep an eye"),
    (0, "steady", "Steady"),
)
NOT_ARRIVED = "A part of this page did not arrive. Please send it once more."


def _one_of(value: str, allowed: Collection[str], *, tag: str) -> str:
    if value not in allowed:
        words = ", ".join(sorted(word for word in allowed if word))
        raise TemplateSyntaxError(f"{{% {tag} %}} knows {words}; not {value!r}")
    return value


def _attribute(name: str, value: object) -> SafeString:
    """One HTML attribute, or nothing for an empty value."""
    return format_html(' {}="{}"', mark_safe(name), value) if value else mark_safe("")  # noqa: S308


@lru_cache(maxsize=256)
def _drawing(name: str, kind: str, size: int) -> SafeString:
    attributes = {"class": "icon", "focusable": "false"}
    return mark_safe(ICONS[kind](name, size=size, **attributes))  # noqa: S308 - drawn by the package


@register.simple_tag
def icon(name: str, *, kind: str = "outline", size: int = 24) -> SafeString:
    """Draw a heroicon, hidden from screen readers: words stand beside it."""
    return _drawing(name, _one_of(kind, ICONS, tag="icon"), size)


@register.simple_block_tag
def card(content: str, *, title: str = "", tone: str = "", level: int = 2) -> SafeString:
    """A sheet of paper with an optional heading of level 2 or 3."""
    _one_of(tone, TONES, tag="card")
    if level not in {2, 3}:
        raise TemplateSyntaxError("{% card %} takes level 2 or 3")
    heading = format_html("<h{0}>{1}</h{0}>\n", level, title) if title else ""
    return format_html(
        '<section class="card stack"{}>{}{}</section>',
        _attribute("data-tone", tone),
        heading,
        content,
    )


@register.simple_block_tag
def callout(content: str, *, title: str = "", tone: str = "primary") -> SafeString:
    """A tinted note with a bar at its side."""
    _one_of(tone, TONES, tag="callout")
    heading = format_html('<p class="callout-title">{}</p>\n', title) if title else ""
    return format_html(
        '<div class="callout stack"{}>{}{}</div>', _attribute("data-tone", tone), heading, content
    )


@register.simple_tag
def badge(words: str, *, tone: str = "") -> SafeString:
    """A small label: plum for specialists and hosts, warm for shared experience, sky for facts."""
    _one_of(tone, TONES, tag="badge")
    return format_html('<span class="badge"{}>{}</span>', _attribute("data-tone", tone), words)


@register.simple_tag
def need(level: int) -> SafeString:
    """How soon a person is needed, for staff: word, shape and tint, never colour alone.

    ``level`` is the severity ladder's number, 0 to 5.
    """
    for least, mark, words in NEEDS:
        if int(level) >= least:
            return format_html('<span class="badge" data-level="{}">{}</span>', mark, words)
    raise TemplateSyntaxError(f"{{% need %}} takes 0 to 5, not {level!r}")


@register.simple_tag
def button(
    label: str, *, href: str, kind: str = "primary", more: str = "", icon: str = ""
) -> SafeString:
    """A link that looks like a button. ``more`` is read out after the label, not shown."""
    return format_html(
        '<a class="{}" href="{}">{}{}{}</a>',
        BUTTONS[_one_of(kind, BUTTONS, tag="button")],
        href,
        _drawing(icon, "mini", 20) if icon else "",
        label,
        _aside(more),
    )


@register.simple_tag
def submit(
    label: str,
    *,
    kind: str = "primary",
    name: str = "",
    value: str = "",
    more: str = "",
    busy: str = "Sending…",
    icon: str = "",
) -> SafeString:
    """The button of a form. ``busy`` is its label while the answer is on its way."""
    return format_html(
        '<button class="{}" type="submit"{}{} data-busy="{}">{}{}{}</button>',
        BUTTONS[_one_of(kind, BUTTONS, tag="submit")],
        _attribute("name", name),
        _attribute("value", value),
        busy,
        _drawing(icon, "mini", 20) if icon else "",
        label,
        _aside(more),
    )


def _aside(words: str) -> SafeString:
    return format_html('<span class="vh"> {}</span>', words) if words else mark_safe("")


@register.simple_tag
def chip(words: str, remove_url: str = "") -> SafeString:
    """A chosen thing; with ``remove_url`` a link that takes it away."""
    if not remove_url:
        return format_html('<span class="chip on">{}</span>', words)
    return format_html(
        '<a class="chip on" href="{}"><span class="vh">Remove: </span>{}{}</a>',
        remove_url,
        words,
        _drawing("x-mark", "micro", 16),
    )


@register.simple_tag
def local_time(
    instant: datetime, kind: str = "full", *, zone: ZoneInfo | None = None
) -> SafeString:
    """A moment on the reader's clock: "full", "date", "day", "time" or "zoned"."""
    return format_html(
        '<time datetime="{}">{}</time>',
        instant.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        in_words(instant, kind, zone),
    )


@register.simple_tag
def avatar(seed: object, *, size: int = 40) -> SafeString:
    """A drawn shape for a person or a mask; decoration only."""
    return _avatar(str(seed), size)


@lru_cache(maxsize=4096)
def _avatar(seed: str, size: int) -> SafeString:
    shape = shape_for(seed)
    return format_html(
        '<svg class="avatar" data-tint="{}" width="{}" height="{}" viewBox="0 0 40 40"'
        ' aria-hidden="true" focusable="false"><circle cx="20" cy="20" r="20"/>'
        '<path d="{}" transform="rotate({} 20 20)"/></svg>',
        shape.tint,
        size,
        size,
        shape.path,
        shape.turn,
    )


@register.simple_tag
def empty(sentence: str, *, href: str = "", label: str = "") -> SafeString:
    """What will be here, and one thing to do about it."""
    if bool(href) != bool(label):
        raise TemplateSyntaxError("{% empty %} takes href and label together")
    words = {"sentence": sentence, "href": href, "label": label}
    return render_to_string("components/empty.html", words)


@register.simple_block_tag
def content_note(content: str, notes: Iterable[Any] | None) -> SafeString:
    """Fold ``content`` behind what it mentions; without notes it stands as it is.

    ``notes`` are strings, or objects with a ``label``.
    """
    labels = [_within(str(getattr(note, "label", note))) for note in notes or ()]
    if not labels:
        return mark_safe(content)  # noqa: S308 - a rendered part of the same template
    words = {"labels": labels, "content": content}
    return render_to_string("components/content_note.html", words)


def _within(words: str) -> str:
    """``words`` as they stand inside a sentence; names in capitals stay."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


# A page of the wall, as people share it: the one address that is opened from what they write.
_OF_THE_WALL = re.compile(r"(/wall/[0-9a-f]{32}/)")


@register.filter
def with_wall_links(words: str) -> SafeString:
    """``words`` in which pages of the wall can be opened; see ``cutAtWall`` in room-words.js."""
    pieces = _OF_THE_WALL.split(words)
    return format_html_join(
        "",
        "{}",
        (
            (format_html('<a href="{}">{}</a>', piece, piece) if place % 2 else piece,)
            for place, piece in enumerate(pieces)
        ),
    )


@register.simple_tag
def leave_to() -> str:
    """Where a person lands who leaves in a hurry; needs no request."""
    return str(settings.LEAVE_URL)


@register.simple_tag
def built_fonts() -> FontLinks | None:
    """The fonts for a page that is made without a request."""
    return font_links()


@register.simple_tag
def help_url() -> str:
    """Where help is, on every page: fixed, because it is printed, told and bookmarked."""
    return "/now/"


@register.simple_tag
def error_summary(form: BaseForm) -> SafeString:
    """All that the form could not accept: which question, what is wrong, a link to its place.

    The pattern is the GOV.UK Design System's "error summary", with the name of each question before
    its error: the same error can stand at several of them.
    """
    if not isinstance(form, BaseForm):
        raise TemplateSyntaxError("{% error_summary %} takes a form")
    if not form.errors:
        return mark_safe("")
    seen = [field for field in form.visible_fields() if field.errors]
    named = getattr(form, "name_in_summary", True)
    general = [*form.non_field_errors(), *_errors_of_what_nobody_sees(form)]
    return render_to_string(
        "components/error_summary.html",
        {
            "general": list(dict.fromkeys(general)),
            "fields": [
                (_first_control(field), f"{_name(field) if named else ''}{error}")
                for field in seen
                for error in field.errors
            ],
        },
    )


def _first_control(field: BoundField) -> str:
    """The id of the control that mends an error; a group of options gives its first."""
    if field.id_for_label:
        return str(field.id_for_label)
    first = next(iter(field.subwidgets), None)
    return str(first.id_for_label if first else field.auto_id)


def _name(field: BoundField) -> str:
    """The words of a question, to stand before an error."""
    words = str(field.label).strip()
    if not words:
        return ""
    return f"{words} " if words[-1] in ".?!:…" else f"{words}: "


def _errors_of_what_nobody_sees(form: BaseForm) -> list[str]:
    """What a form itself says about hidden fields; what the framework says would tell nobody a thing."""
    errors: list[str] = []
    for field in form.hidden_fields():
        codes = {error.code for error in field.errors.as_data()}
        if codes == {None}:  # a form's own words; what the framework says has a code
            errors += [str(error) for error in field.errors]
        elif codes:
            errors.append(NOT_ARRIVED)
    return errors


@register.simple_tag(takes_context=True)
def nav_link(context: template.Context, href: str, label: str, *, icon: str = "") -> SafeString:
    """A link of the frame that knows whether the reader is there."""
    request = context.get("request")
    path = request.path if request else ""
    here = "page" if path == href else "true" if href != "/" and path.startswith(href) else ""
    return format_html(
        '<a href="{}"{}>{}<span>{}</span></a>',
        href,
        _attribute("aria-current", here),
        _drawing(icon, "outline", 24) if icon else "",
        label,
    )
