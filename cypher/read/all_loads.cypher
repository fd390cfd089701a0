// All loads, also those that were given up: their versions are never used again.
//
// One row per load: properties.
MATCH (load:Load)
RETURN load {.*} AS properties
ORDER BY load.version
