// Shortcut edges of one type are found by their statement. EDGE_TYPE as in write/shortcut.
CREATE INDEX shortcut_EDGE_TYPE IF NOT EXISTS FOR ()-[edge:EDGE_TYPE]-() ON (edge.statement)
