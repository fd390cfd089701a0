"""What nobody says."""
