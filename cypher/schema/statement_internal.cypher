// Whether anything internal is in the store.
CREATE INDEX statement_internal IF NOT EXISTS FOR (n:Statement) ON (n.internal)
