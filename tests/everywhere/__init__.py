"""Where people meet each other, and what becomes of it when they turn away, or are hidden or gone."""
