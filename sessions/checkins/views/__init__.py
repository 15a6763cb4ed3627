"""Pages of check-ins, by what people do."""
