/** Everything the files of a project are written from: the modules, and of Datasets and players what stands around them. */
import type { Analysis } from '../../analysis/types';
import { columnPorts } from '../../data/columns/ports';
import type { ColumnSettings } from '../../data/columns/settings';
import { findDataset } from '../../data/sources/registry';
import type { DataTable } from '../../data/table';
import { mainPlayer, playersOf } from '../../document/players';
import type { Aside, PortType } from '../../document/port-type';
import type { GraphNode, HourglassDocument, NodeId, Player, PlayerId } from '../../document/types';
import { dataSettingsOf } from '../../nodes/data-settings';
import { modulesOf, type Modules, type Part } from '../program/modules';
import { namePlayers, type Names } from '../program/names';
import { reserved } from './reserved';
import { NamedTexts } from '../program/free-name';
import { stackText } from './stack';
import { commentText } from './text';

export interface CodeNode {
  readonly id: NodeId;
  readonly node: GraphNode;
  readonly title: string;
  /** Of a Dataset: what its items are called in a batch. */
  readonly name: string;
  readonly types: Readonly<Record<string, PortType>>;
  readonly isDataset: boolean;
  /** Ports of a Dataset beside its data that a wire goes out from, under the names that they have in a batch. */
  readonly beside: readonly Beside[];
  /** Of a Dataset: what its labels are called, where that is known. */
  readonly labelNames: readonly string[] | null;
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
  readonly modules: Modules;
  /** In an order in which every wire goes forward. */
  readonly nodes: readonly CodeNode[];
  readonly byId: ReadonlyMap<NodeId, CodeNode>;
  readonly datasets: readonly CodeNode[];
  readonly roles: Modules['roles'];
  /** In the order of their turns. */
  readonly players: readonly CodePlayer[];
  /** Classes of `layers.ts`. */
  readonly classes: NamedTexts;
}

/** An expression on the items of the project's Dataset, or of each where there are several; `write` is told what stands after the name of the items. */
export const ofEach = ({ datasets }: Pick<Project, 'datasets'>, write: (at: string) => string): string => (datasets.length > 1 ? `ofEach((name) => ${write('[name]')})` : write(''));

function besidesOf(modules: Modules, { id, node }: Part): Beside[] {
  const columns = new Map(columnPorts(dataSettingsOf(node).columns).map((port) => [port.id, port.column]));
  const asides = new Map(modules.analysis.nodes[id]!.outputs.map((port) => [port.id, port.aside]));
  return modules.variables.flatMap(({ node: of, port, name }): Beside[] => {
    const aside = of === id && port !== null ? asides.get(port) : undefined;
    return aside ? [{ port: port!, name, aside, column: columns.get(port!) ?? null }] : [];
  });
}

function describePlayers({ training }: HourglassDocument, modules: Modules): CodePlayer[] {
  const players = playersOf(training);
  const names = namePlayers(players);
  const trained = new Set(modules.united.builder.parameters.flatMap(({ trainable, player }) => (trainable ? player : [])));
  return players.map((settings) => ({ id: settings.id, names: names.get(settings.id)!, title: commentText(settings.name).toLowerCase() || settings.id, settings, isMain: settings === mainPlayer(training), trained: trained.has(settings.id) }));
}

/** `data`: tables by Dataset id, where there are some. */
export function describe(document: HourglassDocument, analysis: Analysis, data: Readonly<Record<NodeId, DataTable>> = {}): Project {
  const classes = new NamedTexts();
  for (const id of analysis.order) stackText(analysis, id, classes);
  const modules = modulesOf(document, analysis, new Set([...reserved, ...classes.texts.keys()]));
  const nodes = modules.parts.map(
    (part): CodeNode => ({
      id: part.id,
      node: part.node,
      title: commentText(part.node.name) || part.names.value,
      name: part.isDataset ? modules.variable(`${part.id}.data`).name : part.names.value,
      types: analysis.nodes[part.id]!.types,
      isDataset: part.isDataset,
      beside: part.isDataset ? besidesOf(modules, part) : [],
      labelNames: data[part.id]?.labelNames ?? findDataset(String(part.node.params['source'] ?? ''))?.labelNames ?? null,
    }),
  );
  return {
    document,
    title: commentText(document.name) || 'Autoencoder',
    modules,
    nodes,
    byId: new Map(nodes.map((node) => [node.id, node])),
    datasets: nodes.filter((node) => node.isDataset),
    roles: modules.roles,
    players: describePlayers(document, modules),
    classes,
  };
}
