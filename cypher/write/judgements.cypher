// Record judgements as they stand in the files.
//
// $rows LIST of MAP  id, properties
UNWIND $rows AS row
MERGE (n:Judgement {id: row.id})
SET n = row.properties
