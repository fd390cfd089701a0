// The first version that no load has used.
//
// One row: version.
MATCH (load:Load)
RETURN coalesce(max(load.version), 0) + 1 AS version
