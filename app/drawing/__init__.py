"""Answers as pictures: every kind of drawing says which marks, and one function writes SVG."""
