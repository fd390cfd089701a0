// Statements are asked for by id; versions that were closed and opened again share it.
CREATE INDEX statement_id IF NOT EXISTS FOR (n:Statement) ON (n.id)
