// The data version: that of the newest load that was published; 0 when nothing is loaded.
//
// One row: version.
MATCH (load:Load)
WHERE load.published
RETURN coalesce(max(load.version), 0) AS version
