/** Version 7: nodes are pinned, bypassed and muted, wires are drawn through places, frames collapse into a card. */
import { isJsonRecord, type JsonRecord, type Migration } from './definition';

const withEach = (records: unknown, added: JsonRecord): unknown =>
  isJsonRecord(records) ? Object.fromEntries(Object.entries(records).map(([id, one]) => [id, isJsonRecord(one) ? { ...added, ...one } : one])) : records;

export const modesAndBends: Migration = {
  name: 'modes-and-bends',
  from: 6,
  up: (file) => ({
    ...file,
    nodes: withEach(file['nodes'], { pinned: false, mode: 'active' }),
    wires: withEach(file['wires'], { bends: [] }),
    frames: withEach(file['frames'], { holds: null, ports: [] }),
  }),
};
