"""Pages of conversations: the member's and those of staff."""
