/** Everything the files of a project are written from: nodes with their names and code, and who uses which helper. */
import { findRoles, type Roles } from '../../inspect/roles';
import type { Analysis } from '../../analysis/types';
import { columnPorts } from '../../data/columns/ports';
import type { ColumnSettings } from '../../data/columns/settings';
import { findDataset } from '../../data/sources/registry';
import type { DataTable } from '../../data/table';
import { readParams } from '../../document/fields';
import type { PortType } from '../../document/port-type';
import { mainPlayer, playersOf } from '../../document/players';
import type { Aside } from '../../document/port-type';
import type { GraphNode, HourglassDocument, NodeId, Player, PlayerId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import type { Helper, NodeCode } from '../../nodes/typescript/emit';
import { commentText } from '../../nodes/typescript/text';
import { layerOf } from '../../layers/registry';
import { dataSettingsOf } from '../../nodes/data-settings';
import { nodeOf } from '../../nodes/registry';
import { codeOf } from '../../nodes/typescript/registry';
import { lower, weightOwner } from '../../program/lower';
import { nameNodes, namePlayers, pascalCase, type Names } from '../program/names';
import { reserved } from './reserved';
import { emitStacks } from './stacks';

export interface Wired {
  readonly node: NodeId;
  readonly port: string;
}
export interface CodeNode {
  readonly id: NodeId;
  readonly node: GraphNode;
  readonly title: string;
  readonly name: string;
  readonly className: string;
  /** The name of the node that holds its weights. */
  readonly owner: string;
  readonly ownerId: NodeId;
  readonly code: NodeCode;
  /** Of its weights. */
  readonly player: PlayerId;
  readonly frozen: boolean;
  readonly types: Readonly<Record<string, PortType>>;
  readonly isDataset: boolean;
  /** Ports of a Dataset beside its data that a wire goes out from, under the names that they have in a batch. */
  readonly beside: readonly Beside[];
  /** Of a Dataset: what its labels are called, where that is known. */
  readonly labelNames: readonly string[] | null;
  /** Has moving statistics, which follow those of a batch after an update of its player. */
  readonly follows: boolean;
  /** What one of its terms or metrics is called in the program, where each has a name of its own. */
  rowName(name: string): string;
  /** Who makes that term of it small. */
  termPlayer(name: string): PlayerId;
  sources(port: string): readonly Wired[];
}
export interface Beside {
  readonly port: string;
  readonly name: string;
  readonly aside: Aside;
  /** Of which it tells the class; null of a label and a mask. */
  readonly column: ColumnSettings | null;
}
export interface CodePlayer {
  readonly id: PlayerId;
  /** `critic`, and `Critic` in the middle of a name. */
  readonly names: Names;
  /** In a sentence: `critic`. */
  readonly title: string;
  readonly settings: Player;
  readonly isMain: boolean;
  /** Has a weight that a gradient moves. */
  readonly trained: boolean;
}
export interface Project {
  readonly document: HourglassDocument;
  readonly title: string;
  /** In an order in which every wire goes forward. */
  readonly nodes: readonly CodeNode[];
  readonly byId: ReadonlyMap<NodeId, CodeNode>;
  readonly datasets: readonly CodeNode[];
  readonly roles: Roles;
  /** In the order of their turns. */
  readonly players: readonly CodePlayer[];
  /** Classes of `layers.ts` by name. */
  readonly customLayers: ReadonlyMap<string, string>;
  /** Helpers called so far, with what they need. */
  readonly helpers: Set<Helper>;
  use(helper: Helper): void;
}

/** An expression on the items of the project's Dataset, or of each where there are several; `write` is told what stands after the name of the items. */
export const ofEach = ({ datasets }: Project, write: (at: string) => string): string => (datasets.length > 1 ? `ofEach((name) => ${write('[name]')})` : write(''));

/** Nodes whose required inputs all have a wire that leads somewhere; others do not run in the studio either. */
function running(document: HourglassDocument, analysis: Analysis): GraphNode[] {
  const runs = new Set<NodeId>();
  for (const id of analysis.order) {
    const { inputs } = analysis.nodes[id]!;
    const wires = wiresInto(document, id).filter((wire) => runs.has(wire.from.node));
    if (inputs.every((port) => port.optional || wires.some((wire) => wire.to.port === port.id))) runs.add(id);
  }
  return analysis.order.filter((id) => runs.has(id)).map((id) => document.nodes[id]!);
}

/** `cellsMask`, and a number behind it where a node is called so. */
function nameBesides(document: HourglassDocument, analysis: Analysis, names: ReadonlyMap<NodeId, Names>): (node: NodeId) => Beside[] {
  const used = new Set([...names.values()].map(({ value }) => value.toLowerCase()));
  const wires = Object.values(document.wires).filter(({ to }) => names.has(to.node));
  return (id) => {
    const node = document.nodes[id]!;
    if (!nodeOf(node.kind)?.traits.feedsData) return [];
    const columns = new Map(columnPorts(dataSettingsOf(node).columns).map((port) => [port.id, port.column]));
    return analysis.nodes[id]!.outputs.flatMap(({ id: port, aside }): Beside[] => {
      if (!aside || !wires.some(({ from }) => from.node === id && from.port === port)) return [];
      const stem = `${names.get(id)!.value}${pascalCase(port)}`;
      let name = stem;
      for (let number = 2; used.has(name.toLowerCase()); number++) name = `${stem}${number}`;
      used.add(name.toLowerCase());
      return [{ port, name, aside, column: columns.get(port) ?? null }];
    });
  };
}

/** A term or metric of the node in the program, where two of one name are told apart by the node. */
function rowOf<R extends { readonly name: string; readonly origin?: { readonly node: string } }>(node: GraphNode, own: string, rows: readonly R[]): R {
  const candidates = [own, `${node.name} ${own}`, `${node.name} ${own} (${node.id})`];
  const found = rows.find((row) => row.origin?.node === node.id && candidates.includes(row.name));
  if (!found) throw new Error(`internal: ${node.id} has no ${own} in the program`);
  return found;
}

function describePlayers({ training }: HourglassDocument, trained: ReadonlySet<PlayerId>): CodePlayer[] {
  const players = playersOf(training);
  const names = namePlayers(players);
  return players.map((settings) => ({ id: settings.id, names: names.get(settings.id)!, title: commentText(settings.name).toLowerCase() || settings.id, settings, isMain: settings === mainPlayer(training), trained: trained.has(settings.id) }));
}

const hasStatistics = (analysis: Analysis, id: NodeId): boolean =>
  (analysis.nodes[id]!.stack?.layers ?? []).some(({ kind, params, input }) => {
    const layer = layerOf(kind)!;
    return layer.weights(readParams(layer.fields, params), input).some(({ trainable }) => trainable === false);
  });

/** `data`: tables by Dataset id, where there are some. */
export function describe(document: HourglassDocument, analysis: Analysis, data: Readonly<Record<NodeId, DataTable>> = {}): Project {
  const nodes = running(document, analysis);
  const { stacks, customLayers } = emitStacks(document, analysis, nodes);
  const names = nameNodes(nodes, new Set([...reserved, ...customLayers.keys()]));
  const helpers = new Set<Helper>();
  const use = (helper: Helper): void => {
    // Some are written for their settings, and then again where others have the same.
    if ([...helpers].some(({ file, name }) => file === helper.file && name === helper.name)) return;
    helpers.add(helper);
    helper.needs?.forEach(use);
  };
  const besides = nameBesides(document, analysis, names);
  const lowered = lower(document, analysis, { batch: 2, mode: 'train' });
  const rows = [...lowered.terms, ...lowered.metrics];
  const described = nodes.map((node): CodeNode => {
    const definition = nodeOf(node.kind);
    if (!definition) throw new Error(`internal: no node kind ${node.kind}`);
    const { types } = analysis.nodes[node.id]!;
    const owner = weightOwner(document, node.id);
    const frozen = owner.frozen;
    const { value: name, type: className } = names.get(node.id)!;
    const title = commentText(node.name) || name;
    const sources = (port: string): Wired[] =>
      wiresInto(document, node.id)
        .filter((wire) => wire.to.port === port && names.has(wire.from.node))
        .map((wire) => wire.from);
    const code = codeOf(definition, {
      node,
      params: readParams(definition.fields, node.params),
      name,
      className,
      title,
      frozen,
      owner: names.get(owner.id)!.value,
      ownsWeights: owner.id === node.id,
      inputType: (port) => {
        const from = sources(port)[0];
        const type = from && analysis.nodes[from.node]!.types[from.port];
        if (!type) throw new Error(`internal: ${node.id} has nothing at ${port}`);
        return type;
      },
      hasInput: (port) => sources(port).length > 0,
      typeOf: (port) => types[port]!,
      stack: stacks.get(node.id) ?? { layers: [], names: [] },
      stackOutput: analysis.nodes[node.id]!.stack?.output ?? [],
      weightName: (weight) => `${owner.id}/${weight}`,
    });
    return {
      id: node.id,
      node,
      title,
      name,
      className,
      owner: names.get(owner.id)!.value,
      ownerId: owner.id,
      code,
      player: owner.player,
      frozen,
      types,
      isDataset: definition.traits.feedsData === true,
      beside: besides(node.id),
      labelNames: data[node.id]?.labelNames ?? findDataset(String(node.params['source'] ?? ''))?.labelNames ?? null,
      follows: !frozen && owner.id === node.id && hasStatistics(analysis, node.id),
      rowName: (own) => rowOf(node, own, rows).name,
      termPlayer: (own) => rowOf(node, own, lowered.terms).player,
      sources,
    };
  });
  return {
    document,
    title: commentText(document.name) || 'Autoencoder',
    nodes: described,
    byId: new Map(described.map((node) => [node.id, node])),
    datasets: described.filter((node) => node.isDataset),
    roles: findRoles(document, analysis),
    players: describePlayers(document, new Set(lowered.parameters.flatMap(({ trainable, player }) => (trainable ? player : [])))),
    customLayers,
    helpers,
    use,
  };
}
