"""The sheet of auto-archiver: pages that were archived, as sources."""
