"""Pages of what members write to themselves: for their member alone."""
