"""Who or what is one, as people judged."""
