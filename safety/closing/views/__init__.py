"""The pages of closing: those of staff, and the one of the person."""
