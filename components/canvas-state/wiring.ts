/** Drawing a wire: which ports may end it and why others may not, which kinds would take it, and the drawing itself. */
import { canConnect } from '@/graph-engine/document/can-connect';
import { readParams } from '@/graph-engine/document/fields';
import type { PortTag } from '@/graph-engine/document/port-type';
import { inputsOf, outputsOf } from '@/graph-engine/document/ports';
import type { GraphNode, HourglassDocument, PortRef, WireId } from '@/graph-engine/document/types';
import type { InputPort, OutputPort } from '@/graph-engine/nodes/definition';
import { announce, dispatch, getStudio } from '@/components/studio-state';
import { setCanvas, type PortEnd } from './canvas-state';
import { catalogue, kindOf } from './kinds';
import type { Offer } from './offers';
import { portKey } from './port-key';

export const ends = (a: PortEnd, b: PortRef): { from: PortRef; to: PortRef } => {
  const here = { node: a.node, port: a.port };
  const there = { node: b.node, port: b.port };
  return a.side === 'output' ? { from: here, to: there } : { from: there, to: here };
};

type KnownPort = InputPort | OutputPort;
export function portsOf(node: GraphNode, side: PortEnd['side']): readonly KnownPort[] {
  const definition = kindOf(node.kind);
  if (!definition) return [];
  const params = readParams(definition.fields, node.params);
  return side === 'input' ? definition.inputs(params) : definition.outputs(params);
}
const portAt = (document: HourglassDocument, { node: id, port, side }: PortEnd): KnownPort | undefined => {
  const node = document.nodes[id];
  return node && portsOf(node, side).find((one) => one.id === port);
};

export interface Candidate {
  readonly end: PortEnd;
  readonly label: string;
  readonly reason: string | null;
  /** It takes, or gives, what is known beside the data (a label, a mask) where the other end is such a thing too, and data where it is not. */
  readonly isMeant: boolean;
  /** Optional, and for the data: a wire to it is seldom what is missing. */
  readonly isNeedless: boolean;
}
/** Every port that a wire from `from` could end at in form, with the reason why it may not, or null. */
export function candidatesFor(document: HourglassDocument, from: PortEnd, moving?: WireId): readonly Candidate[] {
  const side = from.side === 'output' ? 'input' : 'output';
  const aside = portAt(document, from)?.aside;
  return Object.values(document.nodes).flatMap((node) => {
    return portsOf(node, side).map((port) => {
      const wire = ends(from, { node: node.id, port: port.id });
      const end: PortEnd = { node: node.id, port: port.id, side };
      return { end, label: port.label, reason: canConnect(document, wire.from, wire.to, catalogue, moving)?.reason ?? null, isMeant: port.aside === aside, isNeedless: 'optional' in port && port.optional === true && port.aside === undefined };
    });
  });
}

export function beginWiring(from: PortEnd, moving?: WireId): void {
  const { document } = getStudio();
  const candidates = candidatesFor(document, from, moving);
  setCanvas({ wiring: { from, moving, verdicts: Object.fromEntries(candidates.map(({ end, reason }) => [portKey(end), reason])) }, tip: null, refused: null });
  const open = candidates.filter(({ reason }) => reason === null).length;
  announce(`Drawing a wire. ${open === 1 ? '1 port fits' : `${open} ports fit`}.`);
}
/** The tip of the port that the pointer came to on its way would stand over what was just wired. */
export const endWiring = (): void => setCanvas({ wiring: null, tip: null });

/** Draws the wire and tells it; false where it was refused, which is shown. */
export function drawWire(a: PortEnd, b: PortRef): boolean {
  const { from, to } = ends(a, b);
  const { ok } = dispatch('connect', { from, to });
  const { nodes } = getStudio().document;
  if (ok) announce(`${nodes[from.node]?.name ?? ''} is wired to ${nodes[to.node]?.name ?? ''}.`);
  return ok;
}

const tagsAt = (document: HourglassDocument, { node: id, port, side }: PortEnd): readonly PortTag[] => {
  const node = document.nodes[id];
  if (!node) return [];
  return side === 'output'
    ? (outputsOf(node, catalogue)?.find((output) => output.id === port)?.gives ?? [])
    : (inputsOf(node, catalogue)?.find((input) => input.id === port)?.accepts ?? []);
};

export interface Fit<T extends Addable = Offer> {
  readonly offer: T;
  /** The port of the new node that takes the wire. */
  readonly port: { readonly id: string; readonly label: string; readonly tags: readonly PortTag[] };
}
/** A node that could be added: of which kind, and what is special about it. */
type Addable = Pick<Offer, 'definition' | 'node'>;
const paramsOf = ({ definition, node }: Addable) => readParams(definition.fields, node.params ?? {});

/** What could stand at the other end of a wire from `from`, each with its first fitting port; a label goes where labels are taken. */
export function fitsFor<T extends Addable>(document: HourglassDocument, from: PortEnd, offers: readonly T[]): readonly Fit<T>[] {
  const tags = tagsAt(document, from);
  const meant = portAt(document, from)?.aside;
  return offers.flatMap((offer) => {
    const { definition } = offer;
    const params = paramsOf(offer);
    const ports =
      from.side === 'output'
        ? definition.inputs(params).map(({ id, label, accepts, aside }) => ({ id, label, aside, tags: accepts }))
        : definition.outputs(params).map(({ id, label, gives, aside }) => ({ id, label, aside, tags: gives }));
    const fitting = ports.filter((candidate) => candidate.tags.some((tag) => tags.includes(tag)));
    const port = fitting.find(({ aside }) => aside === meant) ?? fitting[0];
    return port ? [{ offer, port }] : [];
  });
}

/** What can stand in the middle of the wire. */
export function fitsOnWire<T extends Addable>(document: HourglassDocument, id: WireId, offers: readonly T[]): readonly T[] {
  const wire = document.wires[id];
  if (!wire) return [];
  const given = tagsAt(document, { ...wire.from, side: 'output' });
  const taken = tagsAt(document, { ...wire.to, side: 'input' });
  return offers.filter((offer) => {
    const { definition } = offer;
    const params = paramsOf(offer);
    return (
      definition.inputs(params).some(({ accepts }) => accepts.some((tag) => given.includes(tag))) &&
      definition.outputs(params).some(({ gives }) => gives.some((tag) => taken.includes(tag)))
    );
  });
}
