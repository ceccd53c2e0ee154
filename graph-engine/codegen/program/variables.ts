/** The values that go between the modules of a project: what each port gives in each mode, and how it is called. */
import type { Analysis } from '../../analysis/types';
import type { PortType } from '../../document/port-type';
import type { HourglassDocument, NodeId } from '../../document/types';
import type { Roles } from '../../inspect/roles';
import type { Mode } from '../../layers/definition';
import { nodeOf } from '../../nodes/registry';
import type { ValueId } from '../../program/types';
import { freeName } from './free-name';
import type { Size } from './growth';
import { maskMade, modes, type United } from './modes';
import type { Names } from './names';

/** A value that goes from one module to another, or to the losses. */
export interface Variable {
  readonly node: NodeId;
  /** Null for a value inside the node that its losses need. */
  readonly port: string | null;
  /** In its own module, and in the model, where it is the only one of that name. */
  readonly local: string;
  readonly name: string;
  /** In its own module, by mode. */
  readonly ids: Readonly<Partial<Record<Mode, ValueId>>>;
  /** As others see it; a distribution and the mean may be two ports of one variable. */
  readonly seen: readonly ValueId[];
  readonly shape: readonly Size[];
  readonly type: PortType | null;
  readonly isDataset: boolean;
}

const first = (ids: Variable['ids']): ValueId => ids.train ?? ids.evaluate ?? ids.infer!;
/** As other modules see it. */
export const idsOutside = ({ seen, ids, port, isDataset }: Variable): readonly ValueId[] => [...new Set([...seen, ...(port === null || isDataset ? Object.values(ids) : [])])];
/** As losses see it, which are written with values inside of modules too; what is only another value at inference is not among them. */
export const idsInLosses = (variable: Variable): readonly ValueId[] => [...new Set([...idsOutside(variable), ...[variable.ids.train ?? [], variable.ids.evaluate ?? []].flat()])];

/** Ports that tell nothing by their names are called by their labels. */
const plainPorts = new Set(['in', 'out']);
const camel = (text: string): string =>
  text
    .split(/[^A-Za-z0-9]+/)
    .filter(Boolean)
    .map((word, i) => (i === 0 ? word.charAt(0).toLowerCase() + word.slice(1) : word.charAt(0).toUpperCase() + word.slice(1)))
    .join('');
export const portName = (id: string, label: string): string => {
  if (!plainPorts.has(id)) return camel(id);
  const name = camel(label);
  return /^inputs?$/.test(name) ? 'x' : name;
};

/** A variable before it has a name of its own. */
export interface Draft {
  readonly node: NodeId;
  readonly port: string | null;
  readonly local: string;
  readonly ids: Variable['ids'];
  readonly seen: readonly ValueId[];
  readonly type: PortType | null;
  readonly isDataset: boolean;
}

/** The ports that are computed, with their values in each mode. */
export function draftsOf(document: HourglassDocument, analysis: Analysis, united: United, roles: Roles): Draft[] {
  const drafts = analysis.order.flatMap((id) => {
    const node = document.nodes[id]!;
    const { outputs, types } = analysis.nodes[id]!;
    const isDataset = nodeOf(node.kind)!.traits.feedsData === true;
    const idsAt = (tap: string): Variable['ids'] =>
      Object.fromEntries(modes.flatMap((mode) => {
        const { builder, at } = united.of[mode];
        const value = builder.taps[tap];
        return value === undefined ? [] : [[mode, at(value, id)]];
      }));
    return outputs.flatMap((port): Draft[] => {
      const ids = idsAt(`${id}.${port.id}`);
      if (Object.keys(ids).length === 0) return [];
      const type = types[port.id] ?? null;
      const tap = `${id}.${port.id}`;
      const local = tap === roles.output?.tap && roles.data?.type.tag === 'data' && port.id === 'out' ? 'reconstruction' : portName(port.id, port.label);
      const whole: Draft = { node: id, port: port.id, local, ids, seen: [], type, isDataset };
      const logVariance = idsAt(`${tap}.logVariance`);
      if (maskMade(united.of.train.builder, tap) === `${tap}.mask`) return [whole, { ...whole, port: `${port.id}.mask`, local: 'mask', ids: idsAt(`${tap}.mask`), type: null, isDataset: false }];
      if (Object.keys(logVariance).length === 0) return [whole];
      // A distribution is its mean, which is a port too, and its logarithm of the variance.
      return [{ ...whole, local: 'mean' }, { ...whole, port: `${port.id}.logVariance`, local: 'logVariance', ids: logVariance }];
    });
  });
  // A port is seen by others, or by nobody, which is known when all have been looked at.
  return drafts.map((draft) => ({ ...draft, seen: [united.port(`${draft.node}.${draft.port}`) ?? []].flat() }));
}

/** Gives each variable a name that no other has: its own where it is the only one, else with that of its node before it. */
export function nameAll(drafts: readonly Draft[], names: ReadonlyMap<NodeId, Names>, united: United, reserved: ReadonlySet<string>): Variable[] {
  const count = new Map<string, number>();
  const stems = drafts.map((draft) => {
    const node = names.get(draft.node)!.value;
    if (!draft.isDataset) return draft.local;
    return draft.port === 'data' ? node : `${node}${draft.local.charAt(0).toUpperCase()}${draft.local.slice(1)}`;
  });
  for (const stem of stems) count.set(stem, (count.get(stem) ?? 0) + 1);
  const used = new Set<string>();
  return drafts.map((draft, i) => {
    const stem = stems[i]!;
    const node = names.get(draft.node)!.value;
    const wanted = count.get(stem) === 1 && !reserved.has(stem) ? stem : `${node}${stem.charAt(0).toUpperCase()}${stem.slice(1)}`;
    const name = freeName(wanted, (one) => used.has(one.toLowerCase()));
    used.add(name.toLowerCase());
    return { ...draft, name, shape: united.values[first(draft.ids)]!.shape };
  });
}
