/** Weights of nodes that are drawn and take no part, as they were when they last did: kept for when they do again. */
import type { HourglassDocument, NodeId } from '../document/types';
import type { Weights } from '../runtime/device';
import { isState } from './plain-weights';

export type AsideWeights = ReadonlyMap<string, Weights>;

/** Those among `parameters`. `runs`: what of the drawn document runs. */
export function asideOf(drawn: HourglassDocument, runs: HourglassDocument, parameters: AsideWeights): AsideWeights {
  const takesNoPart = (id: NodeId): boolean => Object.hasOwn(drawn.nodes, id) && !Object.hasOwn(runs.nodes, id);
  return new Map([...parameters].filter(([name]) => !isState(name) && takesNoPart(name.split('/')[0]!)));
}

/** A snapshot as it is kept and written. */
export const withAside = <S extends { readonly parameters: AsideWeights }>(aside: AsideWeights, snapshot: S): S =>
  aside.size === 0 ? snapshot : { ...snapshot, parameters: new Map([...aside, ...snapshot.parameters]) };
