// All loads, also those that were given up: their versions are never used again.
//
// One row per load: properties (at as ISO text).
MATCH (load:Load)
RETURN load {.*, at: toString(load.at)} AS properties
ORDER BY load.version
