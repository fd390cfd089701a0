"""What is known: statements, uncertain time, counts, custody, alliances. Imports nothing else of ours."""
