// Remove the names that datasets no longer give to entities.
MATCH (:Dataset)-[names:NAMES]->(:Entity)
WHERE names.closedIn < 2147483647
DELETE names
