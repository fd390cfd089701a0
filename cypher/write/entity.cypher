// Make or update entities of one label. LABEL is put in after a check that there is such a label.
//
// Not by MERGE with both labels: ArcadeDB finds no index for it, and loads would slow down with what is there.
//
// $rows LIST of MAP  id, properties, version: the load that makes or updates it
UNWIND $rows AS row
OPTIONAL MATCH (there:Entity {id: row.id})
FOREACH (_ IN CASE WHEN there IS NULL OR NOT there:LABEL THEN [1] ELSE [] END |
  CREATE (n:Entity:LABEL {id: row.id, openedIn: row.version})
  SET n += row.properties, n.changedIn = row.version
)
FOREACH (_ IN CASE WHEN there:LABEL THEN [1] ELSE [] END |
  SET there += row.properties, there.changedIn = row.version
)
