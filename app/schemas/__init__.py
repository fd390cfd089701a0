"""The types that several answers share, a file for each subject: their shapes in /docs and as the columns of CSV."""
