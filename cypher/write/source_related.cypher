// Tie sources that copy, quote or translate others. EDGE_TYPE, which of these, is put in after a check.
//
// $rows LIST of MAP  source, other: ids of sources
UNWIND $rows AS row
MATCH (source:Source {id: row.source})
MATCH (other:Source {id: row.other})
MERGE (source)-[:EDGE_TYPE]->(other)
