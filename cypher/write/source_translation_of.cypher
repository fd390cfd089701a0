// Tie sources that are TRANSLATION_OF one another.
//
// $rows LIST of MAP  source, other: ids of sources
UNWIND $rows AS row
MATCH (source:Source {id: row.source})
MATCH (other:Source {id: row.other})
MERGE (source)-[:TRANSLATION_OF]->(other)
