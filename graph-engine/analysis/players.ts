/** Whether those who play against each other are two, and whether everybody who has something to learn has something to make small. */
import { diagnostic } from '../diagnostics/print';
import type { Diagnostic } from '../diagnostics/types';
import { newPlayer, playersOf } from '../document/players';
import type { GraphNode, HourglassDocument, NodeId } from '../document/types';
import { fixes } from '../nodes/fixes';
import { nodeOf } from '../nodes/registry';
import type { Graph } from './graph';
import { reachable } from './missing-wires';

interface Drawn {
  readonly document: HourglassDocument;
  readonly graph: Graph;
}
const traitsOf = ({ kind }: GraphNode) => nodeOf(kind)?.traits;
const learns = (node: GraphNode): boolean => (traitsOf(node)?.stack || traitsOf(node)?.shareable) === true;

function ownJudge(drawn: Drawn, node: GraphNode): Diagnostic | null {
  const opponent = traitsOf(node)?.opponent;
  if (opponent === undefined) return null;
  const { nodes, training } = drawn.document;
  const makers = [...reachable(node.id, drawn.graph.into, 'from')].map((id) => nodes[id]!).filter((one) => one !== node && learns(one));
  if (makers.length === 0 || makers.some(({ player }) => player !== node.player)) return null;
  const other = playersOf(training).find(({ id }) => id !== node.player);
  const made = other ?? newPlayer(training, opponent);
  const label = `Give ${node.name} to ${made.name}`;
  const give = fixes.give(label, [node.id], made.id);
  const cure = other ? give : fixes.several(label, [fixes.addPlayer(label, made.name), give]);
  return diagnostic('player.same', { node: node.id }, { node: node.name, player: training.players[node.player]!.name }, { fixes: [cure] });
}

/** Nodes of a player who makes no term small stay as they started. */
function idle({ document }: Drawn): [NodeId, Diagnostic][] {
  const nodes = Object.values(document.nodes);
  const isGame = nodes.some((node) => traitsOf(node)?.opponent !== undefined);
  const [main] = playersOf(document.training).toReversed();
  return playersOf(document.training).flatMap(({ id, name }): [NodeId, Diagnostic][] => {
    const own = nodes.filter(({ player }) => player === id);
    if (id === main!.id || isGame || own.some((node) => traitsOf(node)?.objective)) return [];
    const cure = fixes.give(`Give them to ${main!.name}`, own.map((node) => node.id), main!.id);
    return own.filter(learns).map((node) => [node.id, diagnostic('player.idle', { node: node.id }, { node: node.name, player: name }, { severity: 'warning', fixes: [cure] })]);
  });
}

export function playerDiagnostics(drawn: Drawn): [NodeId, Diagnostic][] {
  const same = Object.values(drawn.document.nodes).flatMap((node): [NodeId, Diagnostic][] => {
    const found = ownJudge(drawn, node);
    return found ? [[node.id, found]] : [];
  });
  return [...same, ...idle(drawn)];
}
