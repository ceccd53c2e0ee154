/** Addresses for everything, and the words of the list. */
import { Opcode } from './assembly/opcodes';
import type { Arena } from './arena';
import type { Lowered } from './lower';
import { place } from './place';
import type { OpRecord, Storage, Word } from './record';

export interface Rooms {
  /** For each share. */
  readonly scratch: number;
  /** For all shares together. */
  readonly shared: number;
  readonly partials: number;
  readonly control: number;
}
/** A storage in the workspace, from the record that writes it first to the last that reads it. */
export interface Lent {
  readonly storage: Storage;
  readonly offset: number;
  readonly first: number;
  readonly last: number;
}
export interface Encoded {
  /** Where the list begins. */
  readonly list: number;
  /** Where each record begins. */
  readonly addresses: readonly number[];
  readonly workspaceBytes: number;
  readonly lent: readonly Lent[];
  dispose(): void;
}

const HEAD = 2;

/** Takes room in `arena` for the list and the workspace. With `separate`, every record is a list of its own, to be run alone. */
export function encode(arena: Arena, { records, temporaries, kept }: Pick<Lowered, 'records' | 'temporaries' | 'kept'>, rooms: Rooms, { separate = false } = {}): Encoded {
  const span = new Map(temporaries.map((storage) => [storage, { first: Infinity, last: -1 }]));
  records.forEach(({ reads, writes }, i) => {
    for (const storage of [...reads, ...writes]) {
      const at = span.get(storage);
      if (at) Object.assign(at, { first: Math.min(at.first, i), last: Math.max(at.last, i) });
    }
  });
  const living = temporaries.filter((storage) => storage.address === null && span.get(storage)!.last >= 0);
  const lifetimes = living.map((storage) => ({ bytes: storage.bytes, first: span.get(storage)!.first, last: kept.has(storage) ? records.length : span.get(storage)!.last }));
  const { offsets, bytes } = place(lifetimes);
  const workspace = bytes > 0 ? arena.take(bytes) : null;
  living.forEach((storage, i) => {
    storage.address = workspace! + offsets[i]!;
  });

  const resolve = (word: Word): number => {
    if (typeof word === 'number') return word;
    if (typeof word === 'string') return rooms[word];
    if (word.address === null) throw new Error('internal: a value has no place');
    return word.address;
  };
  const words: number[] = [];
  const starts: number[] = [];
  const append = ({ opcode, words: args }: OpRecord): void => {
    starts.push(words.length);
    words.push(opcode, HEAD + args.length, ...args.map(resolve));
    if (separate) words.push(Opcode.End, 0);
  };
  records.forEach(append);
  words.push(Opcode.End, 0);
  const list = arena.take(words.length * 4);
  arena.words.set(words, list / 4);
  return {
    list,
    addresses: starts.map((start) => list + 4 * start),
    workspaceBytes: bytes,
    lent: living.map((storage, i) => ({ storage, offset: offsets[i]!, first: lifetimes[i]!.first, last: lifetimes[i]!.last })),
    dispose() {
      arena.release(list);
      if (workspace !== null) arena.release(workspace);
    },
  };
}
