"""Pages of referrals: the member's and those of staff."""
