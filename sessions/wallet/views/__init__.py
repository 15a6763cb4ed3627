"""Pages of the wallet, by who opens them."""
