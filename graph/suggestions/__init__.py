"""What somebody may have meant by a date."""
