// Processes on loopback: started, awaited, measured, and ended by their own id.
import { spawn } from 'node:child_process';
import { openSync, readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

const STOP_PATIENCE_MS = 60_000;
const POLL_MS = 10;

const running = new Set();
const given = new Set();

/** A port that nobody listens on, another one each time: the system may offer one again that is not in use yet. */
export async function freePort() {
  for (;;) {
    const port = await offeredPort();
    if (!given.has(port)) {
      given.add(port);
      return port;
    }
  }
}

function offeredPort() {
  return new Promise((resolve, reject) => {
    const probe = createServer().on('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address();
      probe.close(() => resolve(port));
    });
  });
}

export class Server {
  /** Its output goes to the file `log`; it may read from us, and so notices when we are gone. */
  constructor(name, command, args, log, cwd) {
    this.name = name;
    this.log = log;
    const output = openSync(log, 'a');
    this.startedAt = performance.now();
    this.child = spawn(command, args, { cwd, stdio: ['pipe', output, output] });
    this.child.stdin.on('error', () => {});
    this.ended = new Promise((resolve) => this.child.once('exit', resolve).once('error', resolve));
    running.add(this);
    this.ended.then(() => running.delete(this));
  }

  get pid() {
    return this.child.pid;
  }

  /** Milliseconds from exec until `accepts(status)` for a GET of `url`. */
  async ready(url, accepts = (status) => status === 200, patienceMs = 120_000) {
    while (performance.now() - this.startedAt < patienceMs) {
      if (!running.has(this)) break;
      if (accepts(await statusOf(url))) return performance.now() - this.startedAt;
      await pause(POLL_MS);
    }
    const tail = readFileSync(this.log, 'utf8').split('\n').slice(-30).join('\n');
    throw new Error(`${this.name} did not become ready at ${url}. Its last words:\n${tail}`);
  }

  /** Waits until its output matches. */
  async says(pattern, patienceMs) {
    const deadline = performance.now() + patienceMs;
    while (performance.now() < deadline && running.has(this)) {
      if (pattern.test(readFileSync(this.log, 'utf8'))) return;
      await pause(POLL_MS);
    }
    throw new Error(`${this.name} did not start:\n${readFileSync(this.log, 'utf8')}`);
  }

  residentMegabytes() {
    const status = readFileSync(`/proc/${this.pid}/status`, 'utf8');
    return Number(status.match(/^VmRSS:\s+(\d+) kB$/m)[1]) / 1024;
  }

  /** Asks it to end; after a minute it is killed. */
  async stop() {
    this.child.kill('SIGTERM');
    this.child.stdin.end();
    const impatience = setTimeout(() => this.child.kill('SIGKILL'), STOP_PATIENCE_MS);
    await this.ended;
    clearTimeout(impatience);
  }
}

export async function stopAll() {
  await Promise.all([...running].reverse().map((server) => server.stop()));
}

/** 0 when nobody answers. */
function statusOf(url) {
  return new Promise((resolve) => {
    get(url, { agent: false, timeout: 2_000 }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('timeout', function () {
        this.destroy();
      })
      .on('error', () => resolve(0));
  });
}
