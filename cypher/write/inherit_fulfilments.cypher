// Deeds that fulfil an older version of a plan fulfil its new version too.
//
// $records LIST of STRING  records of new versions
UNWIND $records AS record
MATCH (new:Statement {record: record})
MATCH (old:Statement {key: new.key})<-[:FULFILS]-(deed:Statement)
WHERE old.record <> new.record
MERGE (deed)-[:FULFILS]->(new)
