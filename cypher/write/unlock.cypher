// Give the lock back.
//
// $owner STRING
MATCH (lock:Lock {id: 'load', owner: $owner})
SET lock.until = 0, lock.owner = null
