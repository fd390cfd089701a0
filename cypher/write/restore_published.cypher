// Give the loads of a backup the state that they had: with that all that they wrote is visible.
//
// $rows LIST of MAP  properties: MAP
UNWIND $rows AS row
MATCH (load:Load {version: row.properties.version})
SET load += {published: row.properties.published, swept: row.properties.swept}
