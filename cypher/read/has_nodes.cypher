// Whether there is any node but the lock of loads.
//
// One row: found.
MATCH (node)
WHERE NOT node:Lock
WITH node LIMIT 1
RETURN count(node) > 0 AS found
