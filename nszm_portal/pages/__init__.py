"""Static pages, such as "O webu": the smallest kind of publication, without a date or a list."""
