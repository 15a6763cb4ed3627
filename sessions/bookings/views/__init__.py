"""Pages about sessions, by what people do."""
