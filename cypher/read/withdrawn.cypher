// What was withdrawn: that something was, when and why, and nothing of what it said.
//
// $version INTEGER
// One row per withdrawal of a key or source: id, key, kind, reason, onDay, version, marks, touches, erased (LIST of
// STRING each: hashes under the secret of the data folder that withdrew it).
MATCH (gone:Withdrawn)
WHERE gone.version <= $version
RETURN gone.id AS id, gone.key AS key, gone.kind AS kind, gone.reason AS reason, gone.onDay AS onDay,
  gone.version AS version, gone.marks AS marks, gone.touches AS touches, gone.erased AS erased
ORDER BY version, key
