/** Adds a fragment to a draft: fresh ids, free names, references mapped, everything moved to its place. */
import { castDraft } from 'immer';
import type { Fragment } from '../fragment';
import { limits } from '../limits';
import { own } from '../own';
import { playerFor } from '../players';
import type { Refusal } from '../refusal';
import type { Frame, GraphNode, ParamValue, Position } from '../types';
import type { CommandContext, DocumentDraft } from './definition';
import { drawWire } from './wiring';
import { freeName, namesOf, sizeOfRecord, tooMany } from './support';

/** What a collapsed frame holds, under its new ids. */
const contentsOf = ({ holds, ports }: Frame, held: (id: string) => string | undefined): Pick<Frame, 'holds' | 'ports'> => ({
  holds: holds && holds.flatMap((id) => held(id) ?? []),
  ports: ports.flatMap((port) => ((node) => (node === undefined ? [] : { ...port, node }))(held(port.node))),
});

export function insertFragment(
  draft: DocumentDraft,
  fragment: Fragment,
  place: { readonly at?: Position; readonly offset: Position; readonly keepInputs?: boolean },
  context: CommandContext,
): Refusal | void {
  const { catalogue, newId } = context;
  for (const what of ['nodes', 'wires', 'frames', 'notes'] as const) {
    if (sizeOfRecord(draft[what]) + sizeOfRecord(fragment[what]) > limits[what]) return tooMany(what);
  }
  const things = [...Object.values(fragment.nodes), ...Object.values(fragment.frames), ...Object.values(fragment.notes)];
  if (things.length === 0) return { reason: 'There is nothing to paste.' };
  const corner = { x: Math.min(...things.map((thing) => thing.position.x)), y: Math.min(...things.map((thing) => thing.position.y)) };
  const by = place.at ? { x: place.at.x - corner.x, y: place.at.y - corner.y } : place.offset;
  const clamp = (value: number): number => Math.min(Math.max(value, -limits.position), limits.position);
  const moved = (position: Position): Position => ({ x: clamp(position.x + by.x), y: clamp(position.y + by.y) });

  const renamed = new Map(Object.values(fragment.nodes).map((node) => [node.id, newId(node.kind)]));
  const reference = (id: string): string | null => renamed.get(id) ?? (own(draft.nodes, id) ? id : null);
  const paramsOf = (node: GraphNode): Record<string, ParamValue> => {
    const fields = catalogue.node(node.kind)?.fields ?? {};
    return Object.fromEntries(
      Object.entries(node.params).map(([name, value]) => [
        name,
        own(fields, name)?.type === 'node' && typeof value === 'string' ? reference(value) : value,
      ]),
    );
  };
  const names = namesOf(draft);
  for (const node of Object.values(fragment.nodes)) {
    const id = renamed.get(node.id);
    if (id === undefined) throw new Error('internal: a pasted node has no new id');
    const layers = Object.values(node.layers).map((layer) => ({ ...layer, id: newId(layer.kind) }));
    const sharesWith = node.sharesWith === null ? null : reference(node.sharesWith);
    const name = freeName(node.name, names);
    names.add(name);
    draft.nodes[id] = castDraft({
      ...node,
      id,
      name,
      position: moved(node.position),
      params: paramsOf(node),
      player: own(draft.training.players, node.player) ? node.player : playerFor(draft.training, node.kind, catalogue),
      layers: Object.fromEntries(layers.map((layer) => [layer.id, layer])),
      sharesWith: sharesWith !== null && (renamed.has(node.sharesWith ?? '') || own(draft.nodes, sharesWith)?.kind === node.kind) ? sharesWith : null,
    });
  }
  for (const wire of Object.values(fragment.wires)) {
    const [from, to] = [renamed.get(wire.from.node), renamed.get(wire.to.node)];
    if (from === undefined || to === undefined) throw new Error('internal: a pasted wire leads out of the copy');
    const id = newId('wire');
    draft.wires[id] = { id, from: { node: from, port: wire.from.port }, to: { node: to, port: wire.to.port }, bends: wire.bends.map(moved) };
  }
  for (const { from, to } of place.keepInputs ? (fragment.inputs ?? []) : []) {
    const node = renamed.get(to.node);
    // An input that takes one wire, or a source that is gone, has nothing to keep.
    if (node !== undefined) drawWire(draft, from, { node, port: to.port }, context);
  }
  const notes = new Map(Object.values(fragment.notes).map((note) => [note.id, newId('note')]));
  const held = (id: string): string | undefined => renamed.get(id) ?? notes.get(id);
  for (const frame of Object.values(fragment.frames)) {
    const id = newId('frame');
    draft.frames[id] = castDraft({ ...frame, id, position: moved(frame.position), ...contentsOf(frame, held) });
  }
  for (const note of Object.values(fragment.notes)) {
    const id = notes.get(note.id)!;
    draft.notes[id] = { ...note, id, position: moved(note.position) };
  }
}
