"""What every page is made of: frame, components, forms, the way out."""
