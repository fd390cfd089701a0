"""Reads a question that is typed as a sentence: which question it is, and with which parameters.

By plain rules over names, dates and the question words of each language; what is not understood is said, never left
out. The words of a language are `questions.yml` beside its writer in `app/sentences/languages`.
"""
