"""Pages of insurance: a member's own, our billing team's, and a specialist's few words."""
