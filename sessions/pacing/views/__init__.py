"""Pages about what comes before and after a session, by what people do."""
