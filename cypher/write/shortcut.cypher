// Write shortcut edges of one type. EDGE_TYPE is put in from the vocabulary, after a check of its letters.
//
// $rows LIST of MAP  from, to: ids of entities, properties: MAP (days as ISO text)
UNWIND $rows AS row
MATCH (from:Entity {id: row.from})
MATCH (to:Entity {id: row.to})
CREATE (from)-[edge:EDGE_TYPE]->(to)
SET edge = row.properties
SET edge += {
  earliestStart: date(row.properties.earliestStart), latestStart: date(row.properties.latestStart),
  earliestEnd: date(row.properties.earliestEnd), latestEnd: date(row.properties.latestEnd)
}
