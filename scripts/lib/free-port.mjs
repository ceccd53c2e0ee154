/** The first port from `wanted` on that nothing listens on, on either of this machine's own addresses. */
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

const canListen = (port) =>
  new Promise((resolve) => {
    const server = net.createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });

export async function freePort(wanted) {
  for (let port = wanted; port < Math.min(wanted + 200, 65_536); port += 1) {
    if ((await answers('127.0.0.1', port)) || (await answers('::1', port))) continue;
    if (await canListen(port)) return port;
  }
  throw new Error(`No free port from ${wanted} to ${wanted + 199}: name another with --port.`);
}
