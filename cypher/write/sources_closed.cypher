// Close sources: the load of this version unloads them.
//
// $ids LIST of STRING
// $version INTEGER
UNWIND $ids AS id
MATCH (source:Source {id: id})
SET source.closedIn = $version, source.changedIn = $version
