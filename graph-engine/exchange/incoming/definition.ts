/** What comes in from outside: one kind of file = one file of this folder and a line in the registry. */
import { DataError } from '../../data/data-error';
import type { NamedBytes } from '../../data/formats/definition';
import type { Diagnostic } from '../../diagnostics/types';
import type { Problem } from '../../document/integrity';
import type { HourglassDocument } from '../../document/types';
import type { FittedScores } from '../../training/anomaly/score-rows';
import type { Bag } from '../bag';
import type { ReadTensors } from '../read-tensors';
import type { SavedRun } from '../run-files';
import type { Manifest } from '../shared/manifest';

/** Files by the ids of the Datasets that they are the data of. */
export type BroughtData = ReadonlyMap<string, readonly NamedBytes[]>;

export interface Incoming {
  /** As the user knows it. */
  readonly name: string;
  /** `a run of the command line` */
  readonly title: string;
  /** Null where weights come without one. */
  readonly drawing: { readonly document: HourglassDocument; readonly warnings: readonly Diagnostic[] } | null;
  /** Null where a drawing comes without any. */
  readonly weights: ReadTensors | null;
  /** How the weights came about; null where they do not say. */
  readonly run: SavedRun | null;
  /** What scores were fitted to. */
  readonly scores: FittedScores | null;
  /** Of a file that is shared: what it says of itself, pictures that it brings, and data where the sender chose to. */
  readonly shared: { readonly manifest: Manifest; readonly pictures: readonly NamedBytes[]; readonly data: BroughtData } | null;
  readonly notes: readonly string[];
}
export interface IncomingKind {
  readonly id: string;
  /** By what is there and what it holds. */
  recognises(bag: Bag): Promise<boolean> | boolean;
  /** @throws DataError, DrawingError */
  read(bag: Bag): Promise<Incoming>;
}

/** The drawing in it cannot be opened: place by place. */
export class DrawingError extends DataError {
  override readonly name = 'DataError';
  constructor(
    readonly file: string,
    readonly problems: readonly Problem[],
  ) {
    super([`${file} cannot be opened:`, ...problems.map(({ place, message }) => `  ${place}: ${message}`)].join('\n'));
  }
}
