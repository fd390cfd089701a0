// Questions about everyone select by predicate.
CREATE INDEX statement_predicate IF NOT EXISTS FOR (n:Statement) ON (n.predicate)
