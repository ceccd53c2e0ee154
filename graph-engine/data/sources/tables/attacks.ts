/** What each kind of attack makes of an ordinary connection: from faint to plain. */
import type { Random } from '../../../random/counter';
import type { Connection, Surroundings } from './connection';
import { poisson } from './draw-rows';
import { services } from './services';

/** `kind`: 1 flood, 2 scan, 3 guessing, 4 exfiltration. */
export function attack(kind: number, connection: Connection, around: Surroundings, random: Random): void {
  [flood, scan, guessing, exfiltration][kind - 1]!(connection, around, random.uniform(0.15, 1), random);
}

/** `force`: from 0, as usual, to 1. */
type Attack = (connection: Connection, around: Surroundings, force: number, random: Random) => void;

const towards = (from: number, to: number, force: number): number => from + force * (to - from);

/** More connections than the hour explains, most of them unanswered. */
const flood: Attack = (connection, _, force, random) => {
  Object.assign(connection, to('tcp', random.pick(['http', 'https', 'smtp', 'other'] as const)));
  if (random.chance(0.5 + 0.5 * force)) silence(connection, 'unanswered');
  connection.sameHost += poisson(random, 4 + 60 * force ** 2);
  connection.sameServiceShare = towards(connection.sameServiceShare, 1, force);
  connection.unansweredRate = towards(connection.unansweredRate, 0.95, force * random.uniform(0.6, 1));
  connection.hostConnections = towards(connection.hostConnections, 255, force);
  connection.hostUnanswered = towards(connection.hostUnanswered, 0.9, force * random.uniform(0.3, 0.8));
};

/** One service, or one host, after another. Who goes slowly leaves the counts of two seconds as they are. */
const scan: Attack = (connection, _, force, random) => {
  const slow = random.chance(0.5);
  Object.assign(connection, to('tcp', random.pick(['other', 'other', 'ftp', 'ssh', 'smb', 'database'] as const)));
  silence(connection, random.chance(0.6) ? 'refused' : 'reset');
  if (!slow) {
    connection.sameHost += poisson(random, 12 * force);
    connection.sameServiceShare = towards(connection.sameServiceShare, 0.05, force);
    connection.refusedRate = towards(connection.refusedRate, 0.8, force * random.uniform(0.5, 1));
  }
  connection.otherHosts = towards(connection.otherHosts, 0.9, force * random.uniform(0.5, 1));
  connection.hostShare = towards(connection.hostShare, 0.02, force);
  connection.samePort = towards(connection.samePort, 0.8, force * random.uniform(0, 1));
};

/** Short connections of nearly equal size, of which few end logged in. */
const guessing: Attack = (connection, _, force, random) => {
  Object.assign(connection, to('tcp', random.pick(['ssh', 'ftp', 'imap', 'smb'] as const)));
  connection.flag = 'finished';
  connection.loggedIn = random.chance(0.1);
  connection.failedLogins = 1 + poisson(random, 1.5 * force);
  connection.bytesOut = 350 * Math.exp(random.normal(0, 0.1));
  connection.bytesIn = 500 * Math.exp(random.normal(0, 0.1));
  connection.duration = 1.2 * Math.exp(random.normal(0, 0.2));
  connection.sameHost += poisson(random, 5 * force);
  connection.sameServiceShare = towards(connection.sameServiceShare, 1, force);
  connection.hostShare = towards(connection.hostShare, 0.9, force);
};

/** Bytes go out where they usually come in; those who have time send little at once. */
const exfiltration: Attack = (connection, { speed, hour }, force, random) => {
  const service = random.pick(['https', 'https', 'dns', 'http', 'imap'] as const);
  Object.assign(connection, to(services[service].protocol, service));
  connection.flag = random.chance(0.3) ? 'open' : 'finished';
  connection.loggedIn = services[service].logins > 0.5;
  connection.bytesOut = services[service].out * Math.exp(1.2 + 3 * force + random.normal(0, 0.3));
  connection.bytesIn = services[service].into * Math.exp(random.normal(-1, 0.4));
  connection.duration = services[service].waits * random.uniform(1, 6) + connection.bytesOut / (10_000 * Math.exp(1.2 * speed));
  connection.hour = random.chance(0.5) ? random.uniform(0, 6) : hour;
};

const to = (protocol: Connection['protocol'], service: Connection['service']): Pick<Connection, 'protocol' | 'service'> => ({ protocol, service });

/** Nothing is moved. */
function silence(connection: Connection, flag: Connection['flag']): void {
  Object.assign(connection, { flag, bytesOut: 0, bytesIn: 0, duration: 0, loggedIn: false, failedLogins: 0 } satisfies Partial<Connection>);
}
