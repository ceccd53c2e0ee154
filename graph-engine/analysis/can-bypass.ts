/** Whether a node can be bypassed: at each output that is wired, what arrives must be of the same shape and of a sort that is taken there. */
import { printShape } from '../document/shape';
import type { HourglassDocument, NodeId } from '../document/types';
import { nodeOf } from '../nodes/registry';
import { sourceBehind } from './active';
import { references } from './graph';
import type { Analysis } from './types';

/** Why not, or null. */
export function whyNotBypass(document: HourglassDocument, analysis: Analysis, id: NodeId): string | null {
  const node = document.nodes[id];
  const ports = analysis.nodes[id];
  if (!node || !ports) return 'The node is not there any more.';
  if (ports.inputs.length === 0 || ports.outputs.length === 0) return `${node.name} hands nothing on: it has no ${ports.inputs.length === 0 ? 'input' : 'output'}. Mute it instead.`;
  const user = Object.values(document.nodes).find((other) => other.id !== id && references(other).includes(id));
  if (user) return `${user.name} ${user.sharesWith === id ? 'uses its weights' : 'mirrors it'}.`;
  const without = { ...document, nodes: { ...document.nodes, [id]: { ...node, mode: 'bypassed' as const } } };
  for (const wire of Object.values(document.wires).filter(({ from }) => from.node === id)) {
    const output = ports.outputs.find((port) => port.id === wire.from.port);
    const from = sourceBehind(without, wire.from);
    const [arrives, gives] = [from && analysis.nodes[from.node]?.types[from.port], ports.types[wire.from.port]];
    const named = output?.label ?? wire.from.port;
    if (!arrives) return `Nothing arrives that could be handed on at ${named}.`;
    if (gives && printShape(gives.shape) !== printShape(arrives.shape)) return `${named} gives ${printShape(gives.shape)}, and ${printShape(arrives.shape)} arrives.`;
    const taker = document.nodes[wire.to.node];
    const input = analysis.nodes[wire.to.node]?.inputs.find((port) => port.id === wire.to.port);
    if (taker && input && nodeOf(taker.kind) && !input.accepts.includes(arrives.tag)) return `${taker.name} takes ${input.accepts.join(' or ')} there, and ${arrives.tag} would come.`;
  }
  return null;
}
