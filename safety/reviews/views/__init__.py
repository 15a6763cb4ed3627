"""Pages of reviews: the member's, and those of whoever is asked."""
