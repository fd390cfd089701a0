// Note that something was withdrawn. What was noted before under the same key is replaced.
//
// $rows LIST of MAP  key, properties
UNWIND $rows AS row
MERGE (gone:Withdrawn {key: row.key})
SET gone = row.properties
