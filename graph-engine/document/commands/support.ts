/** What several commands need: looking things up, names, counts, checks of parameters. */
import { castDraft, current, type Draft } from 'immer';
import type { KindCatalogue } from '../catalogue';
import { fieldProblem, type Fields } from '../fields';
import { isId } from '../ids';
import { limits } from '../limits';
import { own } from '../own';
import { inputsOf, outputsOf } from '../ports';
import type { Refusal } from '../refusal';
import type { Frame, GraphNode, HourglassDocument, Note, Params, ParamValue, Position, Wire } from '../types';
import type { DocumentDraft } from './definition';

export const nodeMissing = (id: string): Refusal => ({ reason: `The node “${id}” is not there any more.`, at: { node: id } });
export const wireMissing = (id: string): Refusal => ({ reason: `The wire “${id}” is not there any more.`, at: { wire: id } });
export const layerMissing = (node: string, layer: string): Refusal => ({ reason: `The layer “${layer}” is not there any more.`, at: { node, layer } });
export const tooMany = (what: keyof typeof limits): Refusal => ({ reason: `A document holds at most ${limits[what]} ${what}.` });

export const count = (number: number, one: string, many = `${one}s`): string => (number === 1 ? `1 ${one}` : `${number} ${many}`);

/** The nodes' name where there is one, else their number. */
export function nameNodes(ids: readonly string[], document: HourglassDocument): string {
  const only = ids.length === 1 ? own(document.nodes, ids[0] ?? '') : undefined;
  return only ? only.name : count(ids.length, 'node');
}

export const sizeOfRecord = (record: object): number => Object.keys(record).length;

/** The wires as plain values: looking at thousands of them through the draft is slow. */
export const wiresOf = (draft: DocumentDraft): readonly Wire[] => Object.values(current(draft.wires));

/** Whether `id` names anything in the document yet. */
const isTaken = (draft: DocumentDraft, id: string): boolean =>
  [draft.nodes, draft.wires, draft.frames, draft.notes].some((record) => Object.hasOwn(record, id)) ||
  Object.values(current(draft.nodes)).some((node) => Object.hasOwn(node.layers, id));

/** The wished id, which must be free, or a new one. A taken id is the caller's mistake. */
export function chooseId(draft: DocumentDraft, wished: string | undefined, generate: () => string): string {
  if (wished === undefined) return generate();
  if (!isId(wished) || isTaken(draft, wished)) throw new Error(`internal: the id “${wished}” cannot be used for something new`);
  return wished;
}

export const layerTitle = (kind: string, catalogue: KindCatalogue): string => catalogue.layer(kind)?.title ?? kind;

export const namesOf = (draft: DocumentDraft): Set<string> => new Set(Object.values(current(draft.nodes)).map((node) => node.name));

/** `Encoder`, `Encoder 2`, …: the first that is not in `names`. */
export function freeName(wish: string, names: ReadonlySet<string>): string {
  if (!names.has(wish)) return wish;
  const stem = wish.replace(/ \d+$/, '').slice(0, limits.name - 8);
  let number = 2;
  while (names.has(`${stem} ${number}`)) number++;
  return `${stem} ${number}`;
}

const printValue = (value: ParamValue): string => (typeof value === 'string' ? `“${value.slice(0, 60)}”` : Array.isArray(value) ? value.join(', ') : String(value));

/** Why the parameter cannot have this value, or null. */
export function paramRefusal(fields: Fields, name: string, value: ParamValue, where: { node: string; layer?: string }): Refusal | null {
  const field = own(fields, name);
  if (!field) return { reason: `There is no parameter “${name}” here.`, at: { ...where, field: name } };
  const expected = fieldProblem(field, value);
  return expected === null ? null : { reason: `${field.label} must be ${expected}, and is ${printValue(value)}.`, at: { ...where, field: name } };
}

export const paramsRefusal = (fields: Fields, params: Params, where: { node: string; layer?: string }): Refusal | null => {
  for (const [name, value] of Object.entries(params)) {
    const refusal = paramRefusal(fields, name, value, where);
    if (refusal) return refusal;
  }
  return null;
};

export const sameValue = (a: ParamValue | undefined, b: ParamValue | undefined): boolean =>
  Array.isArray(a) && Array.isArray(b) ? a.length === b.length && a.every((item, index) => item === b[index]) : a === b;

/** Sets the parameter unless it has that value already, so that nothing is recorded for no change. */
export function writeParam(params: Draft<Params>, name: string, value: ParamValue): void {
  if (!sameValue(own(params, name), value)) (params as Record<string, ParamValue>)[name] = castDraft(value);
}

/** The thing with a position of that id: node, frame or note. */
export const placed = (draft: DocumentDraft, id: string): Draft<GraphNode> | Draft<Frame> | Draft<Note> | undefined =>
  own(draft.nodes, id) ?? own(draft.frames, id) ?? own(draft.notes, id);

/** Where both ends of a wire move alike, the places that it is drawn through go along. */
function moveBends(draft: DocumentDraft, shifts: ReadonlyMap<string, Position>): void {
  for (const { id, from, to, bends } of wiresOf(draft)) {
    const [a, b] = [shifts.get(from.node), shifts.get(to.node)];
    if (bends.length === 0 || !a || a.x !== b?.x || a.y !== b.y) continue;
    draft.wires[id]!.bends = bends.map(({ x, y }) => ({ x: x + a.x, y: y + a.y }));
  }
}

export function movePlaced(draft: DocumentDraft, positions: Readonly<Record<string, Position>>): Refusal | void {
  const shifts = new Map<string, Position>();
  const framed = new Map<string, Position>();
  for (const [id, position] of Object.entries(positions)) {
    const thing = placed(draft, id);
    if (!thing) return { reason: `“${id}” is not there any more.`, at: { node: id } };
    const by = { x: position.x - thing.position.x, y: position.y - thing.position.y };
    if (own(draft.nodes, id)) shifts.set(id, by);
    if (own(draft.frames, id)?.holds) framed.set(id, by);
    thing.position.x = position.x;
    thing.position.y = position.y;
  }
  // What a collapsed frame holds goes along.
  for (const [id, by] of framed) {
    for (const held of draft.frames[id]!.holds ?? []) {
      const thing = own(positions, held) ? undefined : (own(draft.nodes, held) ?? own(draft.notes, held));
      if (!thing) continue;
      thing.position.x += by.x;
      thing.position.y += by.y;
      if (own(draft.nodes, held)) shifts.set(held, by);
    }
  }
  if (shifts.size > 1) moveBends(draft, shifts);
}

/** The names of the node's ports, to see whether an edit changed them. */
export const portNames = (node: GraphNode, catalogue: KindCatalogue): string =>
  [inputsOf(node, catalogue) ?? [], outputsOf(node, catalogue) ?? []].map((ports) => ports.map((port) => port.id).join(' ')).join(' > ');

/** Removes the wires of these nodes whose port is gone, as after a change of the number of inputs. */
export function dropLooseWires(draft: DocumentDraft, nodes: ReadonlySet<string>, catalogue: KindCatalogue): void {
  const lacks = (id: string, port: string, portsOf: typeof inputsOf | typeof outputsOf): boolean => {
    const node = nodes.has(id) ? own(draft.nodes, id) : undefined;
    const ports = node && portsOf(node, catalogue);
    return ports ? !ports.some((candidate) => candidate.id === port) : false;
  };
  for (const wire of wiresOf(draft)) {
    if (lacks(wire.to.node, wire.to.port, inputsOf) || lacks(wire.from.node, wire.from.port, outputsOf)) delete draft.wires[wire.id];
  }
}
