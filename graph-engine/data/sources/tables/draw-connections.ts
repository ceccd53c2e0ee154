/** Draws connections of a network: an ordinary one, and what an attack makes of it. */
import type { Random } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LoadOptions } from '../definition';
import { attack } from './attacks';
import { FLAGS, SERVICES, type Connection, type Surroundings } from './connection';
import { choose, drawRows, poisson, round, type DrawnTable, type Row } from './draw-rows';
import { services } from './services';

const FACTORS = ['hour', 'load', 'speed', 'volume'] as const;
const SHARES = [0.92, 0.025, 0.02, 0.018, 0.017];
const PROTOCOLS = ['tcp', 'udp', 'icmp'] as const;
/** Bytes of a full packet. */
const PACKET = 1400;

export const drawConnections = (set: DrawnTable, options: LoadOptions): MemoryTable => drawRows(set, options, SHARES, FACTORS, connection);

function connection(random: Random, label: number): Row {
  const around = surroundings(random);
  const drawn = ordinary(around, random);
  if (label > 0) attack(label, drawn, around, random);
  return { values: rowOf(drawn, around, random), factors: [around.hour, around.load, around.speed, around.volume] };
}

/** Most is done between nine and five; how much there is to do follows. */
function surroundings(random: Random): Surroundings {
  const busy = random.chance(0.75);
  const hour = busy ? (13 + random.normal(0, 3) + 24) % 24 : random.uniform(0, 24);
  const day = Math.exp(-(((hour - 13) / 4.5) ** 2));
  return { hour, day, load: Math.max(0, 0.15 + 0.7 * day + random.normal(0, 0.12)), speed: random.normal(), volume: random.normal() };
}

function ordinary({ hour, day, load, speed, volume }: Surroundings, random: Random): Connection {
  const service = SERVICES[choose(random, SERVICES.map((name) => day * services[name].day + (1 - day) * services[name].night))]!;
  const style = services[service];
  // A busy network drops and refuses some.
  const trouble = 0.015 + 0.06 * load ** 3;
  const isTcp = style.protocol === 'tcp';
  const flag = isTcp && random.chance(trouble) ? random.pick(['refused', 'unanswered', 'reset'] as const) : isTcp && random.chance(0.03) ? 'open' : 'finished';
  const moved = flag === 'finished' || flag === 'open' ? 1 : flag === 'reset' ? 0.2 : 0;
  const bytesOut = moved * style.out * Math.exp(style.outPower * volume + random.normal(0, 0.2));
  const bytesIn = moved * style.into * Math.exp(style.intoPower * volume + random.normal(0, 0.2));
  const logsIn = moved === 1 && random.chance(style.logins);
  const sameHost = 1 + poisson(random, 1 + 12 * load ** 2);
  const kin = Math.min(1, Math.max(0.1, 0.9 - 0.5 * load + random.normal(0, 0.1)));
  const hostShare = Math.min(1, Math.max(0.02, random.normal(style.day / 40 + 0.25, 0.1)));
  return {
    service,
    protocol: style.protocol,
    flag,
    bytesOut,
    bytesIn,
    duration: moved * (style.waits * Math.exp(random.normal(0, 0.5)) + (bytesOut + bytesIn) / (20_000 * Math.exp(1.2 * speed) * (1.3 - Math.min(1, load)))),
    loggedIn: logsIn,
    failedLogins: style.logins > 0.5 && moved > 0 && random.chance(0.03) ? 1 : 0,
    sameHost,
    sameServiceShare: kin,
    unansweredRate: nearby(random, trouble / 2, sameHost, flag === 'unanswered'),
    refusedRate: nearby(random, trouble / 3, sameHost, flag === 'refused'),
    otherHosts: Math.max(0, Math.min(1, 0.1 + 0.5 * load * (1 - kin) + random.normal(0, 0.05))),
    hostConnections: Math.min(255, 20 + 230 * (1 - Math.exp(-2 * load * random.uniform(0.5, 1.5)))),
    hostShare,
    samePort: Math.max(0, Math.min(1, 0.02 + 0.3 * Math.exp(-load * 4) + random.normal(0, 0.03))),
    hostUnanswered: Math.max(0, trouble / 2 + random.normal(0, 0.01)),
    hour,
  };
}

/** The share of the connections beside this one, and of this one. */
const nearby = (random: Random, rate: number, count: number, self: boolean): number => (poisson(random, rate * (count - 1)) + Number(self)) / count;

function rowOf(drawn: Connection, { load }: Surroundings, random: Random): number[] {
  const packets = (bytes: number): number => (bytes === 0 ? 0 : Math.ceil(bytes / (PACKET * random.uniform(0.6, 1))));
  const answered = drawn.flag !== 'unanswered';
  const handshake = drawn.protocol === 'tcp' ? 3 : 0;
  const { sameHost, sameServiceShare } = drawn;
  const share = (value: number): number => round(Math.min(1, value), 2);
  return [
    PROTOCOLS.indexOf(drawn.protocol),
    SERVICES.indexOf(drawn.service),
    FLAGS.indexOf(drawn.flag),
    round(drawn.hour, 2),
    round(drawn.duration, 3),
    Math.round(drawn.bytesOut),
    Math.round(drawn.bytesIn),
    handshake + packets(drawn.bytesOut) + Math.round(packets(drawn.bytesIn) * 0.5),
    answered ? handshake + packets(drawn.bytesIn) + Math.round(packets(drawn.bytesOut) * 0.5) : 0,
    Number(drawn.loggedIn),
    drawn.failedLogins,
    sameHost,
    Math.max(1, Math.round(sameHost * sameServiceShare * (1 + 0.5 * load))),
    share(drawn.unansweredRate),
    share(drawn.refusedRate),
    share(sameServiceShare),
    share(drawn.otherHosts),
    Math.round(drawn.hostConnections),
    share(drawn.hostShare),
    share(drawn.samePort),
    share(drawn.hostUnanswered),
  ];
}
