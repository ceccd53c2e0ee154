/** A connection, and the network at that moment. */

export const SERVICES = ['http', 'https', 'dns', 'smtp', 'imap', 'ftp', 'ssh', 'ntp', 'smb', 'database', 'ping', 'other'] as const;
export const FLAGS = ['finished', 'refused', 'unanswered', 'reset', 'open'] as const;

export interface Surroundings {
  readonly hour: number;
  /** From 0 at night to 1 in the middle of the day. */
  readonly day: number;
  /** How busy the network is; seldom above 1. */
  readonly load: number;
  /** Of the line, and of what is moved: standard normal, as factors of a logarithm. */
  readonly speed: number;
  readonly volume: number;
}

export interface Connection {
  service: (typeof SERVICES)[number];
  protocol: 'tcp' | 'udp' | 'icmp';
  flag: (typeof FLAGS)[number];
  hour: number;
  bytesOut: number;
  bytesIn: number;
  /** In seconds. */
  duration: number;
  loggedIn: boolean;
  failedLogins: number;
  /** Connections to the same host in the last two seconds, this one with them, and which share of them is to the same service. */
  sameHost: number;
  sameServiceShare: number;
  /** Shares of those. */
  unansweredRate: number;
  refusedRate: number;
  /** Share of connections to the same service that go to other hosts. */
  otherHosts: number;
  /** Of the last 255 connections, those to the same host; then shares of these: the same service, the same port of origin, unanswered. */
  hostConnections: number;
  hostShare: number;
  samePort: number;
  hostUnanswered: number;
}
