// Make the loads of a backup. They stay unpublished, and so unseen, until all that they wrote is there again.
//
// $rows LIST of MAP  properties: MAP (at as ISO text)
UNWIND $rows AS row
MERGE (load:Load {version: row.properties.version})
SET load = row.properties
SET load += {at: datetime(row.properties.at), published: false, swept: false}
