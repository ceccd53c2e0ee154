/** Where paces are remembered, by model and machine; the page keeps them in IndexedDB, a test in memory. */
import { playersOf } from '../../document/players';
import { layersOf, type HourglassDocument } from '../../document/types';
import { textFingerprint } from '../data-fingerprint';
import type { Pace } from './types';

export interface PaceStorage {
  /** Null where nothing is remembered, or cannot be read: then it is measured again. */
  load(key: string): Promise<readonly Pace[] | null>;
  /** What cannot be written is forgotten. */
  save(key: string, paces: readonly Pace[]): Promise<void>;
}

export class MemoryPaces implements PaceStorage {
  private readonly saved = new Map<string, readonly Pace[]>();
  async load(key: string): Promise<readonly Pace[] | null> {
    return this.saved.get(key) ?? null;
  }
  async save(key: string, paces: readonly Pace[]): Promise<void> {
    this.saved.set(key, paces);
  }
}

/**
 * Equal for two documents whose training steps do the same work: by what nodes and layers are and how they are wired, with the batch and the kinds of the
 * optimizers. Names, places, ids, rates and the length of the run do not count.
 */
export function workFingerprint({ nodes, wires, training }: HourglassDocument): string {
  const places = new Map(Object.keys(nodes).map((id, i) => [id, i]));
  const all = Object.values(nodes).map((node) => [node.kind, node.params, node.frozen, layersOf(node).map(({ kind, params }) => [kind, params]), node.sharesWith && places.get(node.sharesWith)]);
  const wired = Object.values(wires).map(({ from, to }) => `${places.get(from.node)}.${from.port}>${places.get(to.node)}.${to.port}`);
  const players = playersOf(training).map(({ id, optimizer, updates, clipNorm }) => [optimizer.kind, updates, clipNorm > 0, Object.values(nodes).flatMap(({ player }, i) => (player === id ? i : []))]);
  return textFingerprint(JSON.stringify([all, wired.sort(), training.batchSize, players]));
}
