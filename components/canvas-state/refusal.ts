/** Why a wire may not end at a port, and what to take instead. */
import { canConnect } from '@/graph-engine/document/can-connect';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { PortEnd, Wiring } from './canvas-state';
import { catalogue } from './kinds';
import { portKey } from './port-key';
import { candidatesFor, ends, portsOf, type Candidate } from './wiring';

export interface WireRefusal {
  readonly reason: string;
  /** A sentence; empty where no port fits in its place. */
  readonly instead: string;
}
/** As many ports are named. */
const NAMED = 2;

/**
 * In this order: ports of the node that was aimed at, ports of the node that the wire begins at, and required inputs of others to which nothing is wired.
 * An optional port is told where it takes, or gives, what is known beside the data, and the wire carries that.
 */
function insteadOf(document: HourglassDocument, { from, moving }: Pick<Wiring, 'from' | 'moving'>, aim: PortEnd): string {
  const open = candidatesFor(document, from, moving).filter(({ reason, isMeant, isNeedless }) => reason === null && isMeant && !isNeedless);
  const named = (ports: readonly Pick<Candidate, 'end' | 'label'>[]): string[] => ports.map(({ end, label }) => `“${label}” of ${document.nodes[end.node]?.name ?? end.node}`);
  const there = named(open.filter(({ end }) => end.node === aim.node));
  if (there.length > 0) return `Take ${there.slice(0, NAMED).join(' or ')} instead.`;
  const source = document.nodes[from.node];
  const others = (source ? portsOf(source, from.side) : []).filter(({ id }) => {
    const wire = ends({ ...from, port: id }, aim);
    return id !== from.port && canConnect(document, wire.from, wire.to, catalogue, moving) === null;
  });
  const here = named(others.map(({ id, label }) => ({ end: { ...from, port: id }, label })));
  if (here.length > 0) return `Begin at ${here.slice(0, NAMED).join(' or ')} instead.`;
  const wired = new Set(Object.values(document.wires).map(({ to }) => portKey({ ...to, side: 'input' })));
  const free = named(open.filter(({ end }) => end.side === 'input' && !wired.has(portKey(end))));
  return free.length > 0 ? `Take ${free.slice(0, NAMED).join(' or ')} instead.` : '';
}

/** Null where the wire may end there, or nothing is known of the port. */
export function refusalOf(document: HourglassDocument, wiring: Pick<Wiring, 'from' | 'moving'> | null, aim: PortEnd): WireRefusal | null {
  const reason = wiring && candidatesFor(document, wiring.from, wiring.moving).find(({ end }) => portKey(end) === portKey(aim))?.reason;
  return wiring && reason ? { reason, instead: insteadOf(document, wiring, aim) } : null;
}
