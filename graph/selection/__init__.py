"""What one question may rest on."""
