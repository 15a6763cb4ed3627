"""Pages of clinicians, of those who check them, and of whoever has a code."""
