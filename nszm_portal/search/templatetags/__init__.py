"""What templates load as {% load nearest %}."""
