/**
 * The graph as the modules of a project: one for each node, with what it gets and gives in each mode, what its losses need of it, and how its own
 * statistics follow. Names are in camelCase; a language spells them.
 */
import { activeDocument } from '../../analysis/active';
import type { Analysis } from '../../analysis/types';
import type { InputPort } from '../../nodes/definition';
import { nodeOf } from '../../nodes/registry';
import type { GraphNode, HourglassDocument, NodeId, Player, PlayerId } from '../../document/types';
import { wiresInto } from '../../document/wires-into';
import { rolesOfModel, type Roles } from '../../inspect/roles';
import { weightOwner } from '../../program/lower';
import type { Parameter, ValueId } from '../../program/types';
import { learners } from '../../program/train-step';
import { Inside } from './inside';
import { moduleOf } from './module-of';
import { maskMade, modes, unite, type United } from './modes';
import { nameNodes, type Names } from './names';
import { draftsOf, nameAll, type Draft, type Variable } from './variables';

export interface TermPart {
  readonly name: string;
  readonly value: ValueId;
  readonly weight: number | ValueId;
  readonly isWeightValue: boolean;
  readonly player: PlayerId;
  readonly node: NodeId;
}
export interface Part {
  readonly id: NodeId;
  readonly node: GraphNode;
  readonly title: string;
  readonly names: Names;
  readonly owner: NodeId;
  /** The node whose module runs it: its owner, or itself where it computes something else with those weights. */
  readonly module: NodeId;
  readonly frozen: boolean;
  readonly isDataset: boolean;
  readonly inputs: readonly { readonly port: InputPort; readonly variables: readonly Variable[] }[];
  /** What others use: its ports, and values inside that losses need. */
  readonly outputs: readonly Variable[];
  /** Weights of its own, not of its layers or heads. */
  readonly parameters: readonly Parameter[];
  /** New values of statistics after a step, and the node by which they are computed: itself, or one that shares its weights. */
  readonly updates: readonly { readonly parameter: string; readonly value: ValueId; readonly by: NodeId }[];
  /** Gradients of weights that are of no loss. */
  readonly pulls: readonly { readonly parameter: string; readonly value: ValueId }[];
}
export interface Modules {
  readonly document: HourglassDocument;
  readonly analysis: Analysis;
  readonly united: United;
  readonly roles: Roles;
  /** In an order in which every wire goes forward. */
  readonly parts: readonly Part[];
  readonly variables: readonly Variable[];
  readonly terms: readonly TermPart[];
  readonly metrics: readonly { readonly name: string; readonly value: ValueId; readonly node: NodeId | null }[];
  /** Those that have something to make small, in the order of their turns. */
  readonly players: readonly Player[];
  part(id: NodeId): Part;
  variable(tap: string): Variable;
}

/** What is compared: the output and the code, by their taps. */
export function checkedTaps({ roles }: Pick<Modules, 'roles'>): readonly string[] {
  return [...new Set([roles.output?.tap, roles.code?.tap].filter((tap) => tap !== undefined))];
}

/** `reserved`: words of the language, in camelCase. */
export function modulesOf(drawn: HourglassDocument, analysis: Analysis, reserved: ReadonlySet<string>): Modules {
  const document = activeDocument(drawn);
  const united = unite(document, analysis);
  const roles = rolesOfModel(document, analysis);
  const { builder: trained, at } = united.of.train;
  const terms = trained.terms.map(({ name, value, weight, isWeightValue, player, origin }): TermPart => ({ name, value: at(value, null), weight: isWeightValue ? at(weight, null) : weight, isWeightValue, player, node: origin.node }));
  const metrics = trained.metrics.map(({ name, value, origin }) => ({ name, value: at(value, null), node: origin?.node ?? null }));
  const drafts = draftsOf(document, analysis, united, roles);
  const ran = new Set([...drafts.map(({ node }) => node), ...terms.map(({ node }) => node)]);
  const nodes = analysis.order.filter((id) => ran.has(id)).map((id) => document.nodes[id]!);
  const names = nameNodes(nodes, reserved);

  const inside = new Inside(united, drafts);
  const originOf = new Map(trained.ops.map(({ output, origin }) => [output, origin?.node]));
  const updates = trained.updates.filter(({ parameter }) => parameter.split('/').length === 2).map(({ parameter, value }) => ({ parameter, value: at(value, null), by: originOf.get(value) ?? parameter.split('/')[0]! }));
  const pulls = trained.pulls.map(({ node, parameter, gradient }) => ({ node, parameter, value: at(gradient.id, null) }));
  const extras = new Set<ValueId>();
  const used = new Set<ValueId>();
  for (const { value } of [...terms, ...metrics, ...updates, ...pulls]) inside.needed(value, extras, used);
  const inner = [...extras].map((id): Draft => ({ node: inside.closure.get(id)!, port: null, local: united.builder.names.get(id) ?? 'inner', ids: { train: id, evaluate: id, infer: id }, seen: [], type: null, isDataset: false }));
  const drafted = [...drafts, ...inner];
  const wiredTo = (node: NodeId, port: string): Draft[] =>
    wiresInto(document, node)
      .filter(({ to }) => to.port === port)
      .flatMap(({ from }) => {
        const mask = maskMade(trained, `${from.node}.${from.port}`);
        return drafted.filter((draft) => (draft.node === from.node && (draft.port === from.port || draft.port === `${from.port}.logVariance`)) || (mask !== null && `${draft.node}.${draft.port}` === mask));
      });
  const wired = new Set(nodes.flatMap(({ id }) => analysis.nodes[id]!.inputs.flatMap((port) => wiredTo(id, port.id))));
  const goals = new Set([roles.output?.tap, roles.code?.tap, roles.indices?.tap]);
  // What one of those that share weights has to give, all give.
  const portOf = ({ node, port }: Draft): string => `${weightOwner(document, node).id}.${port}`;
  const isAsked = (draft: Draft): boolean => draft.port === null || wired.has(draft) || draft.isDataset || goals.has(`${draft.node}.${draft.port}`) || [...Object.values(draft.ids), ...draft.seen].some((id) => used.has(id));
  const asked = new Set(drafted.filter(isAsked).map(portOf));
  const isNeeded = (draft: Draft): boolean => asked.has(portOf(draft));
  // Two ports may carry one value: a distribution and the mean.
  const keyOf = (draft: Draft): string => `${draft.node} ${modes.map((mode) => draft.ids[mode]).join()}`;
  const byKey = new Map<string, Draft>();
  for (const draft of drafted) {
    if (!isNeeded(draft)) continue;
    const before = byKey.get(keyOf(draft));
    byKey.set(keyOf(draft), before ? { ...before, seen: [...before.seen, ...draft.seen] } : draft);
  }
  const variables = nameAll([...byKey.values()], names, united, reserved);
  const byDraft = new Map(variables.map((variable) => [keyOf(variable), variable]));
  const sources = (node: NodeId, port: string): Variable[] => [...new Set(wiredTo(node, port).map((draft) => byDraft.get(keyOf(draft))!))];

  const headed = new Set(united.builder.calls.flatMap((call) => (call.kind === 'head' ? [call.kernel, call.bias] : [])));
  const parts = nodes.map((node): Part => {
    const definition = nodeOf(node.kind)!;
    const owner = weightOwner(document, node.id);
    return {
      id: node.id,
      node,
      title: node.name.replace(/\s+/g, ' ').trim() || definition.title,
      names: names.get(node.id)!,
      owner: owner.id,
      module: moduleOf(document, node.id),
      frozen: owner.frozen,
      isDataset: definition.traits.feedsData === true,
      inputs: analysis.nodes[node.id]!.inputs.map((port) => ({ port, variables: sources(node.id, port.id) })).filter((input) => input.variables.length > 0),
      outputs: variables.filter((variable) => variable.node === node.id),
      parameters: united.builder.parameters.filter(({ name, value }) => name.startsWith(`${owner.id}/`) && name.split('/').length === 2 && !headed.has(value)),
      updates: updates.filter(({ parameter }) => parameter.startsWith(`${owner.id}/`) && owner.id === node.id),
      pulls: owner.frozen ? [] : pulls.filter((pull) => pull.node === node.id),
    };
  });
  const byId = new Map(parts.map((part) => [part.id, part]));
  return {
    document,
    analysis,
    united,
    roles,
    parts,
    variables,
    terms,
    metrics,
    players: learners(document, trained),
    part: (id) => byId.get(id)!,
    variable(tap) {
      const found = drafted.find((draft) => `${draft.node}.${draft.port}` === tap);
      const variable = found && byDraft.get(keyOf(found));
      if (!variable) throw new Error(`internal: there is no ${tap}`);
      return variable;
    },
  };
}
