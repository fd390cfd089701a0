// What a load opened, for the next one to sweep if it was never published.
CREATE INDEX statement_opened IF NOT EXISTS FOR (n:Statement) ON (n.openedIn)
