"""The pages of a plan: for its member alone; and one on which a specialist suggests something."""
