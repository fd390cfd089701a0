"""The statements that one question may use."""
