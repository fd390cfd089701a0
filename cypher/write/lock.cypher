// Take or renew the lock of the one load that may write. No row: somebody else has it.
// The first SET makes writers queue up before anyone looks who owns it: reading alone locks nothing.
//
// $owner STRING, $now INTEGER, $until INTEGER (milliseconds since 1970), $dead LIST of STRING: owners known to be gone
MERGE (lock:Lock {id: 'load'})
SET lock.asked = $now
WITH lock
WHERE lock.owner IS NULL OR lock.owner = $owner OR lock.until < $now OR lock.owner IN $dead
SET lock.owner = $owner, lock.until = $until
RETURN lock.owner AS owner
