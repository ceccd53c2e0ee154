/** The first port from `wanted` on that `host` can listen on and nothing listens on already, on either of this machine's own addresses. */
import net from 'node:net';

const answers = (host, port) =>
  new Promise((resolve) => {
    const socket = net.connect({ host, port });
    const done = (taken) => {
      socket.destroy();
      resolve(taken);
    };
    socket.setTimeout(500, () => done(false));
    socket.once('connect', () => done(true));
    socket.once('error', () => done(false));
  });

/** Why it cannot be listened on, or null. */
const refusal = (host, port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', ({ code }) => resolve(code ?? 'an error'));
    server.listen(port, host, () => server.close(() => resolve(null)));
  });

export async function freePort(wanted, host = '127.0.0.1') {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if ((await answers('127.0.0.1', port)) || (await answers('::1', port))) continue;
    const code = await refusal(host, port);
    if (code === null) return port;
    if (!['EADDRINUSE', 'EACCES'].includes(code)) throw new Error(`${host} is no address of this machine that can be listened on (${code}): name another with --host.`);
  }
  throw new Error(`No free port from ${wanted} to ${wanted + 199}: name another with --port.`);
}
