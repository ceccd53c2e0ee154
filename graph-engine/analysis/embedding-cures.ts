/** Brings categories that are embedded into a drawing: a vector of each beside the row, and a head that tells each from the code. */
import type { ColumnPort } from '../data/columns/ports';
import type { Fix } from '../diagnostics/types';
import type { GraphNode, NodeId, PortRef, Wire } from '../document/types';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import { newIds } from './new-nodes';
import { mirrorField } from '../nodes/mirror-field';
import type { Whole } from './whole';

/** Numbers of a vector: half as many as there are classes, within reason. */
const sizeFor = (classes: number): number => Math.min(16, Math.max(2, Math.ceil(classes / 2)));

/** The first wire on the way from the data that ends at a stack of layers which is no judge: there the network begins. */
function wireToNetwork({ document, graph }: Whole, data: NodeId): Wire | null {
  const seen = new Set<NodeId>([data]);
  for (const id of seen) {
    for (const wire of graph.outOf.get(id) ?? []) {
      if (id === data && wire.from.port !== 'data') continue;
      const traits = nodeOf(document.nodes[wire.to.node]!.kind)?.traits;
      if (!traits || traits.objective) continue;
      if (traits.stack) return wire;
      seen.add(wire.to.node);
    }
  }
  return null;
}

interface Reconstruction {
  readonly loss: GraphNode;
  readonly decoder: GraphNode;
  readonly code: PortRef;
}
/** The Loss that compares a Decoder with these data, and what that Decoder begins with. */
function reconstructionOf({ document, graph, results }: Whole, data: NodeId): Reconstruction | null {
  for (const { to } of graph.outOf.get(data) ?? []) {
    const loss = document.nodes[to.node]!;
    if (to.port !== 'target' || !nodeOf(loss.kind)?.traits.objective) continue;
    const prediction = graph.into.get(loss.id)!.find((wire) => wire.to.port === 'prediction')?.from;
    const decoder = prediction && document.nodes[prediction.node]!;
    const code = decoder && nodeOf(decoder.kind)?.traits.stack ? graph.into.get(decoder.id)?.[0]?.from : undefined;
    if (decoder && code && results(code.node)?.types[code.port]?.shape.length === 1) return { loss, decoder, code };
  }
  return null;
}

export function embedColumns(whole: Whole, data: NodeId, ports: readonly ColumnPort[]): readonly Fix[] {
  const { document, results } = whole;
  const wire = wireToNetwork(whole, data);
  if (!wire) return [];
  const label = `Wire ${ports.map(({ column }) => column.name).join(' and ')} to ${ports.length === 1 ? 'an Embedding' : 'Embeddings'} before ${document.nodes[wire.to.node]!.name}`;
  const newId = newIds(document);
  const before = document.nodes[wire.from.node]!;
  const merges = nodeOf(before.kind)?.inputs({}).find(({ many }) => many)?.id;
  const concat = merges === undefined ? { node: newId('concat'), port: 'in' } : { node: before.id, port: merges };
  const { x } = document.nodes[data]!.position;
  // Below all others, so that nothing is covered.
  const y = Math.max(...Object.values(document.nodes).map(({ position }) => position.y)) + 420;
  const parts: Fix[] = merges === undefined ? [fixes.insertOnWire(label, wire.id, { kind: 'concat', id: concat.node, position: { x: x + 320, y } })] : [];
  const found = reconstructionOf(whole, data);
  const field = found && mirrorField(found.decoder);
  // What mirrors the Encoder would give the vectors too.
  if (found && field) parts.push(fixes.ownStack(label, found.decoder, field, (results(found.decoder.id)?.stack?.layers ?? []).map(({ kind, params }) => ({ kind, params }))));
  ports.forEach(({ id: port, classes, column }, i) => {
    const embedding = newId('embedding');
    parts.push(
      fixes.addNode(label, { kind: 'embedding', id: embedding, params: { size: sizeFor(classes) }, position: { x, y: y + 180 * i } }),
      fixes.connect(label, { node: data, port }, { node: embedding, port: 'in' }),
      fixes.connect(label, { node: embedding, port: 'out' }, concat),
    );
    if (!found) return;
    const [head, loss] = [newId('decoder'), newId('loss')];
    const at = (x: number): { x: number; y: number } => ({ x, y: found.loss.position.y + 220 * (i + 1) });
    const weight = column.weight ?? 1;
    parts.push(
      fixes.addNode(label, { kind: 'decoder', id: head, params: { output: 'logits' }, layers: [{ kind: 'dense', params: { units: classes, activation: 'linear' } }], position: at(found.decoder.position.x) }),
      fixes.addNode(label, { kind: 'loss', id: loss, params: { kind: 'categorical-cross-entropy', ...(found.loss.params['reduction'] !== undefined && { reduction: found.loss.params['reduction'] }), ...(weight !== 1 && { weight }) }, position: at(found.loss.position.x) }),
      fixes.connect(label, found.code, { node: head, port: 'in' }),
      fixes.connect(label, { node: head, port: 'out' }, { node: loss, port: 'prediction' }),
      fixes.connect(label, { node: data, port }, { node: loss, port: 'target' }),
    );
  });
  return [fixes.several(label, parts)];
}
