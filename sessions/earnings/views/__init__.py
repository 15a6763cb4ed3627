"""A specialist's own pay; payouts for our team."""
