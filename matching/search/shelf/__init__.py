"""Everybody who is shown, kept by each process and never older than the database."""

from matching.search.shelf.keeping import Shelf as Shelf
from matching.search.shelf.keeping import standing as standing
from matching.search.shelf.looking import drop_old_lines as drop_old_lines
