"""A report as text, PDF, HTML or docx, read into paragraphs, and what a sheet on it may begin with."""
