"""What templates load as {% load czech %}."""
