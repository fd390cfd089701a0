"""Every query that is sent to a database, one a file. Data only: no code lives here."""
