/**
 * `npm start`: installs if needed, builds if needed, serves the studio and prints its address as one line.
 * Options: --port N (else PORT, else 3000; the next free one when taken), --host H (127.0.0.1), --no-open.
 */
import { spawn } from 'node:child_process';
import http from 'node:http';
import { parseArgs } from 'node:util';
import { addressOf, plainHost } from './lib/address.mjs';
import { ensureBuilt } from './lib/build.mjs';
import { freePort } from './lib/free-port.mjs';
import { ensureInstalled } from './lib/install.mjs';
import { nextProgram, root } from './lib/root.mjs';

function readOptions() {
  try {
    const { values } = parseArgs({
      options: { port: { type: 'string' }, host: { type: 'string' }, 'no-open': { type: 'boolean' } },
    });
    const port = Number(values.port ?? process.env.PORT ?? 3000);
    if (!Number.isInteger(port) || port < 1 || port > 65_535) throw new Error(`--port takes a number from 1 to 65535, not ${values.port ?? process.env.PORT}`);
    return { port, host: plainHost(values.host ?? '127.0.0.1'), open: !values['no-open'] && process.stdout.isTTY === true };
  } catch (error) {
    console.error(`${error.message}\nUsage: npm start [-- --port N] [--host H] [--no-open]`);
    process.exit(2);
  }
}

const answers = (host, port) =>
  new Promise((resolve) => {
    const request = http.get({ host, port, path: '/', timeout: 5000 }, (response) => {
      response.resume();
      resolve(true);
    });
    request.once('error', () => resolve(false));
    request.once('timeout', () => request.destroy());
  });

function openBrowser(address) {
  const [program, args] =
    process.platform === 'darwin' ? ['open', [address]]
    : process.platform === 'win32' ? ['cmd', ['/c', 'start', '', address]]
    : ['xdg-open', [address]];
  const child = spawn(program, args, { stdio: 'ignore', detached: true });
  child.once('error', () => console.error('No browser could be opened from here: open the address yourself.'));
  child.unref();
}

const options = readOptions();
await ensureInstalled();
const built = await ensureBuilt();
if (built !== 0) {
  console.error('The studio could not be built: the message above says why.');
  process.exit(1);
}

const port = await freePort(options.port, options.host).catch((error) => {
  console.error(error.message);
  process.exit(1);
});
const server = spawn(process.execPath, [nextProgram, 'start', '--port', String(port), '--hostname', options.host], {
  cwd: root,
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' },
  stdio: ['ignore', 'ignore', 'inherit'],
});
let ended = false;
const stop = (signal) => {
  ended = true;
  server.kill(signal);
};
process.once('SIGINT', stop);
process.once('SIGTERM', stop);
server.once('exit', (code) => process.exit(ended ? 0 : (code ?? 1)));

const { url, ask } = addressOf(options.host, port);
while (!ended && !(await answers(ask, port))) await new Promise((resolve) => setTimeout(resolve, 100));
console.log(`Hourglass is at ${url}`);
if (options.open) openBrowser(url);
