// What a load renewed in place, for the columns in memory.
CREATE INDEX statement_renewed IF NOT EXISTS FOR (n:Statement) ON (n.renewedIn)
