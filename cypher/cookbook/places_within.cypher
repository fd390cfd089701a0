// What lies in a place, however deep.
//
// place STRING  id of the place
//
// One row per place, actor or event inside: name, label, kind, steps (over how many others it lies there, at least).
WITH 'place-syria' AS place
MATCH path = (:Entity {id: place})<-[:LOCATED_IN|PART_OF*1..6]-(inside:Entity)
RETURN inside.name AS name, inside.label AS label, inside.kind AS kind, min(length(path)) AS steps
ORDER BY steps, name
