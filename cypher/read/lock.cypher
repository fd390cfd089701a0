// Who has the lock of the one load that may write.
//
// One row: owner, until.
MATCH (lock:Lock {id: 'load'})
RETURN lock.owner AS owner, lock.until AS until
