"""Small Latin WOFF2 files of Atkinson Hyperlegible, cut from the installed font package."""

from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path

from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from fontTools import subset

FAMILY = "Atkinson Hyperlegible"
PACKAGE = "fontpkg_atkinson_hyperlegible"
WEIGHTS = {"Regular": 400, "Bold": 700}
LATIN = (
    "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,"
    "U+2122,U+2190-2193,U+2212,U+2215,U+FEFF,U+FFFD"
)
LATIN_EXT = "U+0100-0130,U+0132-0151,U+0154-024F,U+1E00-1EFF"
RANGES = {"latin": LATIN, "latin-ext": LATIN_EXT}
STYLESHEET = "fonts/fonts.css"


@dataclass(frozen=True)
class FontLinks:
    """Addresses for the head of a page."""

    stylesheet: str
    preload: str


def file_name(style: str, subset_name: str) -> str:
    """The name of one cut file."""
    return f"atkinson-{style.lower()}-{subset_name}.woff2"


@lru_cache(maxsize=1)
def font_links() -> FontLinks | None:
    """The built fonts, or None: pages then use the fonts of the device."""
    if not finders.find(STYLESHEET):
        return None
    try:
        return FontLinks(
            stylesheet=staticfiles_storage.url(STYLESHEET),
            preload=staticfiles_storage.url(f"fonts/{file_name('Regular', 'latin')}"),
        )
    except ValueError:  # built after the last collectstatic: not served yet
        return None


def build(out: Path) -> list[Path]:
    """Write the font files and their stylesheet into ``out``; what is there already stays.

    Returns:
        The files that were written.
    """
    out.mkdir(parents=True, exist_ok=True)
    written = [
        target
        for style in WEIGHTS
        for subset_name, letters in RANGES.items()
        if (target := _cut(out / file_name(style, subset_name), style, letters))
    ]
    stylesheet = out / Path(STYLESHEET).name
    words = _stylesheet()
    if not stylesheet.exists() or stylesheet.read_text() != words:
        stylesheet.write_text(words)
        written.append(stylesheet)
    return written


def _cut(target: Path, style: str, letters: str) -> Path | None:
    if target.exists():
        return None
    source = files(PACKAGE) / "files" / f"AtkinsonHyperlegible-{style}.ttf"
    with as_file(source) as path:
        subset.main(
            [
                str(path),
                f"--unicodes={letters}",
                "--layout-features=*",
                "--flavor=woff2",
                f"--output-file={target}",
            ]
        )
    return target


def _stylesheet() -> str:
    faces = [
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; font-display: swap; '
        f'src: url("{file_name(style, subset_name)}") format("woff2"); unicode-range: {letters} }}'
        for style, weight in WEIGHTS.items()
        for subset_name, letters in RANGES.items()
    ]
    return "\n".join(faces) + "\n"
