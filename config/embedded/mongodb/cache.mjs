// The engine keeps 256 MB of data in memory and this package has no option for it. With so little a few hundred thousand
// votes, which lie in no order, are written to disk again and again; a server has half of the machine's memory for that.
// Nor does this engine begin to write what changed when it is a twentieth of its memory, as a server does of its much
// larger one. What is acknowledged is in the journal all the same, and every minute there is a checkpoint.
import { totalmem } from 'node:os';
import { BSON } from 'bson';

const LEAST_MB = 256;
const MOST_MB = 1024;
/** Parts in a hundred: from when it is written in the background, and from when writers have to help. */
const CHANGED = 'eviction_dirty_target=30,eviction_dirty_trigger=50,eviction_updates_target=20,eviction_updates_trigger=40';
const OP_MSG = 2013;
const HEADER_LENGTH = 21;

/** A quarter of what this process may use. */
function megabytes() {
  const memory = Math.min(totalmem(), process.constrainedMemory() || Infinity);
  return Math.min(MOST_MB, Math.max(LEAST_MB, Math.floor(memory / 4 / 1024 / 1024)));
}

/** One command as a driver would send it. */
function message(command) {
  const header = Buffer.alloc(HEADER_LENGTH);
  const body = BSON.serialize(command);
  header.writeInt32LE(HEADER_LENGTH + body.length, 0);
  header.writeInt32LE(OP_MSG, 12);
  return Buffer.concat([header, body]);
}

/** Fails if the engine refuses it. */
export async function enlargeCache(engine) {
  const { response } = await engine.roundTrip(
    message({ setParameter: 1, wiredTigerEngineRuntimeConfig: `cache_size=${megabytes()}M,${CHANGED}`, $db: 'admin' }),
  );
  const { ok, errmsg } = BSON.deserialize(response);
  if (ok !== 1) throw new Error(errmsg);
}
