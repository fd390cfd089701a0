"""The guide: the Markdown of `docs/` and pages made from the code, served at /guide and written by `make docs`."""
