/** What is usual of each service. */
import type { SERVICES } from './connection';

export interface ServiceStyle {
  readonly protocol: 'tcp' | 'udp' | 'icmp';
  /** How many of all connections, at day and at night. */
  readonly day: number;
  readonly night: number;
  /** Bytes out and in at the usual volume, and by which power they follow it. */
  readonly out: number;
  readonly into: number;
  readonly outPower: number;
  readonly intoPower: number;
  /** Seconds that a connection waits besides moving bytes. */
  readonly waits: number;
  /** Share that logs in. */
  readonly logins: number;
}
const style = (protocol: ServiceStyle['protocol'], [day, night]: readonly [number, number], [out, outPower]: readonly [number, number], [into, intoPower]: readonly [number, number], waits: number, logins = 0): ServiceStyle => ({
  protocol,
  day,
  night,
  out,
  into,
  outPower,
  intoPower,
  waits,
  logins,
});

export const services: Readonly<Record<(typeof SERVICES)[number], ServiceStyle>> = {
  http: style('tcp', [14, 6], [400, 0.3], [6000, 1.2], 0.3),
  https: style('tcp', [30, 12], [900, 0.4], [12_000, 1.3], 0.8),
  dns: style('udp', [18, 14], [45, 0.1], [120, 0.3], 0.02),
  smtp: style('tcp', [6, 2], [4000, 1.2], [400, 0.1], 1.5, 0.6),
  imap: style('tcp', [7, 3], [300, 0.2], [5000, 1], 20, 0.97),
  ftp: style('tcp', [2, 2], [3000, 1.6], [3000, -1.2], 5, 0.95),
  ssh: style('tcp', [3, 3], [3000, 1], [4000, 1], 60, 0.97),
  ntp: style('udp', [3, 3], [48, 0], [48, 0], 0.03),
  smb: style('tcp', [8, 2], [2500, 1.3], [9000, 0.9], 8, 0.99),
  database: style('tcp', [6, 5], [600, 0.5], [3500, 1.4], 1, 0.99),
  ping: style('icmp', [2, 2], [64, 0.2], [64, 0.2], 0.01),
  other: style('tcp', [3, 2], [800, 1], [1500, 1], 3, 0.2),
};
