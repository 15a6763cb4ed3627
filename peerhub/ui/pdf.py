"""Plain pages as PDF: a heading, sections with lines, page numbers. Drawn by ReportLab, here.

The typeface is our own (Atkinson Hyperlegible, under the Open Font License, which lets it be part of
a document). It has Latin letters alone: where a letter is not in it, a mark stands and the end of the
file says so, because a word that vanishes is worse. ReportLab writes no tags, so a screen reader gets
the text in its order, the language, a title and a list of headings, and no structure; the page in
the browser has all of it. ReportLab takes a third of a second to load and is loaded when the first
file is made.
"""

import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from importlib import import_module
from importlib.resources import as_file, files
from typing import Any
from unicodedata import normalize

PACKAGE = "fontpkg_atkinson_hyperlegible"  # as in peerhub.ui.fonts, which loads what cuts fonts
REGULAR, BOLD = "Atkinson", "Atkinson-Bold"
FACES = {REGULAR: "AtkinsonHyperlegible-Regular.ttf", BOLD: "AtkinsonHyperlegible-Bold.ttf"}
MARK = "[?]"
MISSING = (
    f"{MARK} stands for letters that this kind of file cannot show here, such as Arabic ones or small"
    " pictures. The page that it was made from shows all of them."
)
MARGIN = 56  # points
# Spaces and hyphens that look like plain ones.
ALIKE = {9: " ", 0x2010: "-", 0x2011: "-", 0x202F: " ", **dict.fromkeys(range(0x2000, 0x200B), " ")}
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


@dataclass(frozen=True)
class Page:
    """What stands in it. ``name`` is what a window or a list of files shows: it says nothing."""

    name: str
    heading: str
    lead: str
    sections: Sequence[tuple[str, Sequence[str]]]
    last: str = ""


def drawn(page: Page) -> bytes:
    """The file."""
    out, words = io.BytesIO(), _Words(_letters())
    story = _story(page, words)
    if words.missed:
        story.append(_paragraph(MISSING, "muted"))
    template: Any = import_module("reportlab.platypus").SimpleDocTemplate(
        out,
        pagesize=import_module("reportlab.lib.pagesizes").LETTER,
        leftMargin=MARGIN,
        rightMargin=MARGIN,
        topMargin=MARGIN,
        bottomMargin=MARGIN,
        title=page.name,
        author="",
        subject="",
        creator="",
        lang="en",
        displayDocTitle=True,
        invariant=1,  # no hour, and no name of a machine
    )
    template.afterFlowable = lambda flowable: _mark(template.canv, flowable)
    template.build(story, onFirstPage=_number, onLaterPages=_number)
    return out.getvalue()


def as_it_shows(said: str) -> tuple[str, bool]:
    """Words as they can be drawn, and whether a mark stands for some of them."""
    words = _Words(_letters())
    return words(said), words.missed


class _Words:
    """Words as they can be drawn."""

    def __init__(self, letters: frozenset[int]) -> None:
        self.letters, self.missed = letters, False

    def __call__(self, said: str) -> str:
        kept: list[str] = []
        plain = normalize("NFC", said.replace("\r\n", "\n")).translate(ALIKE)
        for each in _CONTROL.sub("", plain):
            if each == "\n" or ord(each) in self.letters:
                kept.append(each)
            elif each == " " or kept[-1:] != [MARK]:
                kept.append(MARK)
                self.missed = True
        return "".join(kept)


def _story(page: Page, words: _Words) -> list[Any]:
    story = [_paragraph(words(page.heading), "title"), _paragraph(words(page.lead), "muted")]
    for heading, lines in page.sections:
        story.append(_paragraph(words(heading), "heading"))
        story += [_paragraph(words(line), "line") for line in lines if line.strip()]
    if page.last:
        story.append(_paragraph(words(page.last), "muted"))
    return story


def _paragraph(said: str, kind: str) -> Any:
    made: Any = import_module("reportlab.platypus").Paragraph(
        escape(said).replace("\n", "<br/>"), _styles()[kind]
    )
    made.kind, made.said = kind, said
    return made


@lru_cache(maxsize=1)
def _styles() -> dict[str, Any]:
    style: Any = import_module("reportlab.lib.styles").ParagraphStyle
    line = style("line", fontName=REGULAR, fontSize=11.5, leading=17, spaceAfter=5)
    return {
        "line": line,
        "muted": style("muted", parent=line, fontSize=10.5, spaceBefore=6, spaceAfter=8),
        "title": style("title", parent=line, fontName=BOLD, fontSize=20, leading=26),
        "heading": style(
            "heading",
            parent=line,
            fontName=BOLD,
            fontSize=14,
            leading=20,
            spaceBefore=14,
            keepWithNext=1,
        ),
    }


@lru_cache(maxsize=1)
def _letters() -> frozenset[int]:
    """Register the typeface, and say which letters it has."""
    fonts: Any = import_module("reportlab.pdfbase.ttfonts")
    metrics: Any = import_module("reportlab.pdfbase.pdfmetrics")
    known: list[frozenset[int]] = []
    for name, file in FACES.items():
        with as_file(files(PACKAGE) / "files" / file) as path:
            font = fonts.TTFont(name, str(path))
        metrics.registerFont(font)
        known.append(frozenset(font.face.charToGlyph))
    return frozenset.intersection(*known)


def _mark(canvas: Any, flowable: Any) -> None:
    """A heading is found in the list of headings."""
    if getattr(flowable, "kind", "") not in ("title", "heading"):
        return
    key = f"{id(flowable)}"
    canvas.bookmarkPage(key)
    canvas.addOutlineEntry(flowable.said, key, level=0)


def _number(canvas: Any, template: Any) -> None:
    canvas.setFont(REGULAR, 10)
    canvas.drawCentredString(template.pagesize[0] / 2, MARGIN / 2, str(template.page))
