"""Static files with hashed names: our modules find each other, the stylesheet is one file."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from whitenoise.storage import CompressedManifestStaticFilesStorage

BUNDLE = "css/app.css"
# @import url("components/card.css") layer(components);
IMPORT = re.compile(r'@import url\("(?P<path>[^":]+)"\)(?: layer\((?P<layer>[a-z.-]+)\))?;')


def bundle(stylesheet: Path) -> str:
    """The text of ``stylesheet`` with every import put in its place, in its layer.

    Raises:
        FileNotFoundError: an import names a file that is not there.
    """

    def inline(match: re.Match[str]) -> str:
        words = bundle(stylesheet.parent / match["path"])
        return f"@layer {match['layer']} {{\n{words}}}" if match["layer"] else words

    return IMPORT.sub(inline, stylesheet.read_text())


class HashedFiles(CompressedManifestStaticFilesStorage):
    """Rewrite imports between ES modules, but only in ``js/``: others' files stay as they are."""

    support_js_module_import_aggregation = True

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "*.js" in self._patterns:
            self._patterns["js/*.js"] = self._patterns.pop("*.js")

    def post_process(self, paths: dict[str, Any], *args: Any, **options: Any) -> Iterator[Any]:
        """Join the stylesheets first, so that a page asks for one file and not for thirty."""
        if BUNDLE in paths and not options.get("dry_run"):
            # Always from the source: the collected copy is a bundle already the second time.
            source, path = paths[BUNDLE]
            Path(self.path(BUNDLE)).write_text(bundle(Path(source.path(path))))
            paths = {**paths, BUNDLE: (self, BUNDLE)}
        yield from super().post_process(paths, *args, **options)
