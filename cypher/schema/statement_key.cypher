// Responses and judgements point at keys.
CREATE INDEX statement_key IF NOT EXISTS FOR (n:Statement) ON (n.key)
