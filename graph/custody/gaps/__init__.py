"""What no source says."""
