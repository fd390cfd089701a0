"""What people meet: HTTP, the command line, the page."""
