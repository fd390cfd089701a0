// Responses to an older version of a statement are responses to its new version too.
//
// $records LIST of STRING  records of new versions
UNWIND $records AS record
MATCH (new:Statement {record: record})
MATCH (old:Statement {key: new.key})<-[link:RESPONDS_TO]-(response:Statement)
WHERE old.record <> new.record
MERGE (response)-[:RESPONDS_TO {stance: link.stance, scope: link.scope}]->(new)
