"""A later version of the portal: one more column, as an additive migration makes it."""
