// Make the datasets of a backup.
//
// $rows LIST of MAP  properties: MAP
UNWIND $rows AS row
MERGE (dataset:Dataset {id: row.properties.id})
SET dataset = row.properties
