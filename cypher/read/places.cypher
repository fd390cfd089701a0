// Where the engine has entities, sources and datasets, for edges that are made without looking for their ends.
//
// One row per node: label (Entity, Source or Dataset), id, place.
MATCH (node)
WHERE node:Entity OR node:Source OR node:Dataset
RETURN CASE WHEN node:Entity THEN 'Entity' WHEN node:Source THEN 'Source' ELSE 'Dataset' END AS label, node.id AS id,
  elementId(node) AS place
