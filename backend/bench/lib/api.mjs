// A small client of the HTTP interface: JSON over kept connections.
import { Agent, request } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';

const ATTEMPTS = 5;

export class Api {
  constructor(port, connections = 16) {
    this.port = port;
    this.agent = new Agent({ keepAlive: true, maxSockets: connections });
  }

  async get(path, token) {
    return JSON.parse(await this.text(path, token));
  }

  async text(path, token) {
    return (await this.call('GET', path, token)).toString('utf8');
  }

  async post(path, token, body) {
    return JSON.parse(await this.call('POST', path, token, body));
  }

  async put(path, token, body) {
    return JSON.parse(await this.call('PUT', path, token, body));
  }

  /** Answers the bytes; every status but 2xx is an error. A cold server on a busy machine may say 503 at first. */
  async call(method, path, token, body) {
    for (let attempt = 1; ; attempt++) {
      const { status, bytes } = await this.once(method, path, token, body);
      if (status >= 200 && status < 300) return bytes;
      if (status !== 503 || attempt === ATTEMPTS) throw new Error(`${method} ${path}: ${status} ${bytes}`);
      await pause(attempt * 1000);
    }
  }

  once(method, path, token, body) {
    const headers = { 'Content-Type': 'application/json' };
    if (token) headers.Authorization = `Bearer ${token}`;
    return new Promise((resolve, reject) => {
      const call = request(
        { host: '127.0.0.1', port: this.port, agent: this.agent, method, path, headers, timeout: 20_000 },
        (response) => {
          const chunks = [];
          response.on('data', (chunk) => chunks.push(chunk)).on('error', reject);
          response.on('end', () => resolve({ status: response.statusCode, bytes: Buffer.concat(chunks) }));
        },
      );
      call.on('timeout', () => call.destroy(new Error(`${method} ${path}: no answer`)));
      call.on('error', reject);
      call.end(body === undefined ? undefined : JSON.stringify(body));
    });
  }

  close() {
    this.agent.destroy();
  }
}

/** Runs `task(0)` to `task(n - 1)`, so many at a time, and answers the results in order. */
export async function inParallel(n, width, task) {
  const results = new Array(n);
  let next = 0;
  const work = async () => {
    while (next < n) {
      const i = next++;
      results[i] = await task(i);
    }
  };
  await Promise.all(Array.from({ length: width }, work));
  return results;
}
