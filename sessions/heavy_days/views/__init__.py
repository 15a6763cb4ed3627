"""The pages of days that may be hard: for their member alone."""
