"""Networks and tables as files for other programs. See README.md."""
