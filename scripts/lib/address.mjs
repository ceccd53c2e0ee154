/** Where a server that listens on `host` is reached: the address to print and to open, and the host to ask from here. */
import net from 'node:net';

/** An address in brackets is the same without them. */
export const plainHost = (host) => (host.startsWith('[') && host.endsWith(']') ? host.slice(1, -1) : host);

const ours = new Set(['127.0.0.1', 'localhost', '0.0.0.0', '::', '']);

export function addressOf(host, port) {
  // Every address of the machine is asked for where all are listened on.
  const ask = host === '0.0.0.0' || host === '' ? '127.0.0.1' : host === '::' ? '::1' : host;
  // A zone such as %eth0 is percent-encoded in an address (RFC 6874).
  const name = ours.has(host) ? 'localhost' : net.isIPv6(host) ? `[${host.replace('%', '%25')}]` : host;
  return { url: `http://${name}:${port}`, ask };
}
