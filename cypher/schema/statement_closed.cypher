// What a load closed, for the next one to reopen if it was never published.
CREATE INDEX statement_closed IF NOT EXISTS FOR (n:Statement) ON (n.closedIn)
