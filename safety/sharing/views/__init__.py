"""Pages of sharing: the member's, and the one of whoever is shared with."""
