"""What templates load as {% load pages %}."""
