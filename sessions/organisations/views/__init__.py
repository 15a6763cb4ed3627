"""A member's place; the figures for stewards; what our team sets up."""
