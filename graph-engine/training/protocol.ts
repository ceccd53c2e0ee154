/** Both ends of the training worker. Every request carries an id; every answer repeats it; events carry none. */
import type { DataTable, Labels } from '../data/table';
import type { Diagnostic } from '../diagnostics/types';
import type { HourglassDocument, PlayerId, StageId } from '../document/types';
import type { Figure } from '../program/figures';
import type { Baselines } from '../inspect/baselines/types';
import type { Fallback } from '../runtime/backends/choose';
import type { BackendName } from '../runtime/backends/definition';
import type { AnomaliesResult, AnomalyRows, AreasOf, WorstOf } from './anomaly/types';
import type { Checkpoint } from './checkpoints';
import type { ColumnShares } from './column-share';
import type { Pace } from './pace/types';
import type { StepProfile } from './profile/types';
import type { TurnTaken } from './turns';
import type { ImageStrip } from './image-strip';

export type { BackendName, Fallback, Pace };
export type RunState = 'idle' | 'preparing' | 'running' | 'paused' | 'done' | 'failed';

/** A small picture of the model; the worker answers with plain arrays. `own`: of the data that the model is trained on, whatever else is looked at. */
export type ViewRequest = { readonly own?: boolean } & (
  /** Inputs, what the network gets (after Noise) and what it gives back; `count` items of the held-out set, or of all the worst. `about`: see findRoles. */
  | { readonly kind: 'reconstructions'; readonly count: number; readonly order?: 'file' | 'error'; readonly about?: string }
  /** First two principal components (or the two dimensions) of the code of `count` items; with the `codes` themselves, where they are to be laid out in another way. */
  | { readonly kind: 'code-map'; readonly count: number; readonly about?: string; readonly codes?: boolean }
  /** Decoded draws: of the prior where there is one, else of real codes that are mixed. */
  | { readonly kind: 'samples'; readonly count: number; readonly seed: number }
  /** Decodes what the code of item `item` becomes along each of `axes` at one place: `steps` numbers, or all bits, classes or entries. `sorted`: where axes can be told apart by how much they carry, they are counted from the one that carries most. */
  | { readonly kind: 'traversal'; readonly item: number; readonly place: number; readonly axes: readonly number[]; readonly steps: number; readonly sorted?: boolean }
  | { readonly kind: 'interpolation'; readonly from: number; readonly to: number; readonly steps: number }
  | { readonly kind: 'code-use'; readonly count: number; readonly about?: string }
  /** How a Classifier, `about` or the first, tells the labels of the first `count` held-out items. */
  | { readonly kind: 'confusion'; readonly count: number; readonly about?: string }
  /** What each column of a table gives to the error of the first `count` held-out rows. */
  | { readonly kind: 'column-shares'; readonly count: number }
  /** `unasked`: of a place to begin with, which nobody has chosen. */
  | { readonly kind: 'decode'; readonly code: readonly number[]; readonly about?: string; readonly unasked?: true }
  /** Code and error of every item. */
  | { readonly kind: 'items' }
  /** How unusual every item is, by the score of that id, or the usual one of the model; the `worst` of those that were not trained on, whole. `normal`: labels, parted by commas, where the Dataset says none. */
  | { readonly kind: 'anomalies'; readonly score: string | null; readonly worst: number; readonly of: WorstOf; readonly normal: string; readonly intervals: boolean }
  /** What those items are, and what the model makes of them. */
  | { readonly kind: 'anomaly-rows'; readonly score: string; readonly items: readonly number[] }
  /** How well simpler means tell the unusual, fitted on the same rows; the weights do not matter. `gently`: takes half of the time, and leaves the rest to the run under way. */
  | { readonly kind: 'anomaly-baseline'; readonly baseline: string; readonly normal: string; readonly gently: boolean }
  /** What simpler means give back of the held-out items, in the unit of the Loss; the weights do not matter. `gently`: as above. */
  | { readonly kind: 'baselines'; readonly gently: boolean }
  /** What the first of them gives back of these items of the reconstructed data. */
  | { readonly kind: 'rebuilt'; readonly items: readonly number[]; readonly gently: boolean }
  /** The value at `nodeId.port` for the first `count` held-out items (previews inside nodes). */
  | { readonly kind: 'tap'; readonly tap: string; readonly count: number }
  /** The values at several ports for the same items: the first `count` held-out ones, as many of the batch that is trained on now, or item number so many of every table. */
  | { readonly kind: 'follow'; readonly taps: readonly string[]; readonly count: number; readonly of: 'held-out' | 'batch' | number }
  /** Of held-out texts of which tokens are hidden: what is seen of them, and the likeliest tokens at the places that were chosen. */
  | { readonly kind: 'hidden-tokens'; readonly count: number }
  /** The likeliest tokens at a place of item number so many, with that place alone hidden. */
  | { readonly kind: 'token-guesses'; readonly item: number; readonly place: number }
  /** Of a code of two numbers: the codes of `count` held-out items, and `side` × `side` places over them, decoded. */
  | { readonly kind: 'code-grid'; readonly count: number; readonly side: number; readonly about?: string }
);

/** What a code is made of: numbers, bits, one-hot groups of classes, or vectors that are entries of a codebook. */
export type CodeForm = 'numbers' | 'bits' | 'classes' | 'entries';
/** One way to change a code, decoded: at each stop the `width` numbers from `at` on are others. */
export interface TraversalRow {
  readonly axis: number;
  readonly at: number;
  readonly width: number;
  /** [stops, width] */
  readonly stops: Float32Array;
  /** What each stop is called: the number, the bit, the class or the entry. */
  readonly names: readonly number[];
  readonly images: ImageStrip;
  /** Where the code has parts of several forms: that of this one. */
  readonly form?: CodeForm;
  /** How much the axis carries over real items, by the measure of the traversal. */
  readonly carries?: number;
}
/** By what axes of a code are told apart: the Kullback-Leibler divergence of a number from its prior, in nats, where the code has a distribution; else its variance. */
export type AxisMeasure = 'KL' | 'variance';
/** The code at (x, y) of a code map: `origin + x * directions[0] + y * directions[1]`. */
export interface CodePlane {
  readonly origin: Float32Array;
  readonly directions: readonly [Float32Array, Float32Array];
}
/** A token that a place may hold, by its id. */
export interface TokenGuess {
  readonly id: number;
  readonly probability: number;
}
/** `id`: what stands at a place; `seen`: what the model sees there; `guesses`: the likeliest first, where the place was chosen, else null. */
export interface SeenToken {
  readonly id: number;
  readonly seen: number;
  readonly guesses: readonly TokenGuess[] | null;
}
export type ViewResult =
  /** `item`: where the text stands in its table. */
  | { readonly kind: 'hidden-tokens'; readonly texts: readonly { readonly item: number; readonly tokens: readonly SeenToken[] }[] }
  | { readonly kind: 'token-guesses'; readonly item: number; readonly place: number; readonly guesses: readonly TokenGuess[] }
  /** `items`: where they stand in their table. `between`: what was drawn on the way, by the name of the node. `errors`: the squared error of each item, whole or per number as its Loss takes it, and its unit. */
  | { readonly kind: 'reconstructions'; readonly items: Uint32Array; readonly input: ImageStrip; readonly corrupted: ImageStrip | null; readonly between: readonly { readonly name: string; readonly images: ImageStrip }[]; readonly output: ImageStrip; readonly errors: Float32Array; readonly unit: string; readonly per: 'item' | 'number' }
  /** `codes`: [items, size], where they were asked for. */
  | { readonly kind: 'code-map'; readonly points: Float32Array; readonly labels: Labels | null; readonly labelNames: readonly string[] | null; readonly axes: readonly [string, string]; readonly plane: CodePlane; readonly codes: Float32Array | null }
  /** `rows`: of the table, of which the first `count` are told of. `errors`: the sum of the squared differences of each item. */
  | { readonly kind: 'items'; readonly rows: number; readonly count: number; readonly errors: Float64Array | null; readonly codes: { readonly size: number; readonly values: Float32Array } | null; readonly labels: Labels | null }
  /** `from`: what the codes were drawn from, in words; `prior` is false where no distribution was learned to be drawn from. */
  | { readonly kind: 'samples'; readonly images: ImageStrip; readonly from: string; readonly prior: boolean }
  | { readonly kind: 'decode' | 'tap' | 'interpolation'; readonly images: ImageStrip }
  /** `items`: where they stand in their tables, by Dataset. `ports`: by `nodeId.port`, as pictures show them. */
  | { readonly kind: 'follow'; readonly items: Readonly<Record<string, Uint32Array>>; readonly ports: Readonly<Record<string, ImageStrip>> }
  /** `images`: row by row from the upper left, in the middles of equal cells of a square of `2 * reach` around `centre`, in the units of the code. */
  | { readonly kind: 'code-grid'; readonly points: Float32Array; readonly labels: Labels | null; readonly labelNames: readonly string[] | null; readonly centre: readonly [number, number]; readonly reach: number; readonly side: number; readonly images: ImageStrip }
  /** `code`: of the item, whole. `places`: the sides of the map of places, none where the code has only one. `axes`: ways to change a place. `measure`: of what axes carry; null where they cannot be told apart by it. */
  | { readonly kind: 'traversal'; readonly form: CodeForm; readonly rows: readonly TraversalRow[]; readonly code: Float32Array; readonly places: readonly number[]; readonly axes: number; readonly measure: AxisMeasure | null }
  | ({ readonly kind: 'anomalies' } & AnomaliesResult)
  | { readonly kind: 'anomaly-rows'; readonly rows: AnomalyRows }
  /** Null where the rows are of one class, or of none that is known. */
  | { readonly kind: 'anomaly-baseline'; readonly title: string; readonly help: string; readonly areas: AreasOf | null }
  | { readonly kind: 'baselines'; readonly found: Baselines }
  | { readonly kind: 'rebuilt'; readonly title: string; readonly images: ImageStrip }
  | { readonly kind: 'code-use'; readonly counts: Uint32Array; readonly perplexity: number; readonly used: number }
  /** `counts`: items by their label and by what they are taken for, [labels, labels]; `unknown`: items without a label, in no count. `classifiers`: all that there are. */
  | { readonly kind: 'confusion'; readonly node: string; readonly classifiers: readonly { readonly node: string; readonly name: string }[]; readonly names: readonly string[]; readonly counts: Uint32Array; readonly unknown: number }
  | ({ readonly kind: 'column-shares' } & ColumnShares)
  /** The graph has nothing of the kind (no Codebook, no Decoder); the reason is a sentence for the user. */
  | { readonly kind: 'none'; readonly reason: string };

export interface Progress {
  readonly step: number;
  readonly steps: number;
  readonly epoch: number;
  readonly epochs: number;
  /** Of the work of a step alone; 0 before the first. */
  readonly stepMs: number;
  /** Until the run that was asked for is over; null as long as its pace is not steady. */
  readonly secondsLeft: number | null;
  /** At the end of a run with early stopping: the step and the held-out loss of the weights that are kept, and whether the run ended before its last step. */
  readonly kept: { readonly step: number; readonly loss: number; readonly early: boolean } | null;
  /** In their order, with the steps where they begin and end as far as that is known; none of a run without stages. */
  readonly stages: readonly { readonly name: string; readonly from: number; readonly to: number; readonly isNow: boolean }[];
}
/** One row per recorded step; `values` by term name, plus `loss` for the weighted sum. */
export interface Metrics {
  readonly step: number;
  readonly epoch: number;
  readonly set: 'train' | 'validation';
  readonly values: Readonly<Record<string, number>>;
}

export type Request =
  /** Chooses what computes, before there is a model. */
  | { readonly kind: 'warm'; readonly backend: BackendName | 'auto' }
  /** `run` names the run where no weights are restored. `begin`: weights in place of those that are held or kept, and kept at once where checkpoints are. Checkpoints are written only where `keeps` says so, under the number `writer` where there can be others: a document has one writer, see CheckpointStorage. */
  | { readonly kind: 'open'; readonly document: HourglassDocument; readonly data: Readonly<Record<string, DataTable>>; readonly backend: BackendName | 'auto'; readonly restore: boolean; readonly run: string; readonly keeps: boolean; readonly writer?: number | undefined; readonly begin?: Checkpoint }
  /** From now on checkpoints of the open model are written, or not. */
  | { readonly kind: 'keeps'; readonly on: boolean }
  /** Writes a checkpoint now, between two steps, where the last one is of an earlier step. */
  | { readonly kind: 'checkpoint' }
  /** `stage`: that one alone, from the weights as they are. */
  | { readonly kind: 'train'; readonly stage?: StageId }
  /** Slow motion from now on, in runs and steps: the turns of players one by one, so many a second; null: as fast as it goes. */
  | { readonly kind: 'slow'; readonly perSecond: number | null }
  /** For this long, in milliseconds, training leaves most of the processor to the page: a hand is moving something. */
  | { readonly kind: 'calm'; readonly ms: number }
  | { readonly kind: 'pause' }
  /** `player`: the update of that one alone. */
  | { readonly kind: 'step'; readonly player?: PlayerId }
  | { readonly kind: 'stop' }
  /** Views show these tables from now on, prepared as the data of the model are; null: the data of the model again. */
  | { readonly kind: 'look'; readonly data: Readonly<Record<string, DataTable>> | null }
  | { readonly kind: 'view'; readonly view: ViewRequest }
  /** `check`: also what the model computes for a few items, by which an exported project checks itself. */
  | { readonly kind: 'weights'; readonly check?: boolean }
  /** All that going on needs, of one moment. */
  | { readonly kind: 'snapshot' }
  /** Measures a step; a run under way is held between two steps for about two seconds. */
  | { readonly kind: 'profile' }
  /** Measures what a step takes on the backends of which that is not known; does nothing while a run is under way. What comes of it is told by events. */
  | { readonly kind: 'paces' }
  | { readonly kind: 'dispose' };

/** What a model was opened with, in place of fresh weights. */
export interface Restored {
  readonly step: number;
  readonly run: string;
}
/** Weights of the model as it was before an edit, or on other data, which a new run begins with. */
export interface Taken {
  /** How many of them; there may be none. */
  readonly kept: number;
  /** Steps that they had been trained for. */
  readonly step: number;
  readonly changed: 'model' | 'data';
  /** The file that they came from; null for those of a training here. */
  readonly from: string | null;
  /** Those that start fresh, in the words of the document. */
  readonly fresh: readonly string[];
}
export type Answer =
  /** `paces`: what is remembered of a step of this model. `unread`: why weights that are kept could not be read, in the user's words; then they start fresh. `figures`: all that its metrics can name. `data`: fingerprint of what it is trained on. */
  | { readonly kind: 'opened'; readonly backend: BackendName; readonly fallbacks: readonly Fallback[]; readonly paces: readonly Pace[]; readonly restored: Restored | null; readonly taken: Taken | null; readonly unread: string | null; readonly figures: readonly Figure[]; readonly data: string }
  | { readonly kind: 'ok' }
  /** What should be known of the numbers that are looked at. */
  | { readonly kind: 'looked'; readonly remarks: readonly Diagnostic[] }
  | { readonly kind: 'view'; readonly view: ViewResult }
  /** weights.safetensors */
  | { readonly kind: 'weights'; readonly bytes: Uint8Array; readonly check: Uint8Array | null }
  /** `batch`: items of a step. */
  | { readonly kind: 'snapshot'; readonly checkpoint: Checkpoint; readonly batch: number }
  | { readonly kind: 'profile'; readonly profile: StepProfile };

export type TrainingEvent =
  | { readonly kind: 'state'; readonly state: RunState }
  /** Shaders that are ready, while the model is prepared. */
  /** A large table: what its columns are prepared with is found, of which `share` is done; null when it ends. */
  | { readonly kind: 'fitting'; readonly share: number | null }
  | { readonly kind: 'compiling'; readonly done: number; readonly total: number }
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'metrics'; readonly rows: readonly Metrics[] }
  /** In slow motion, and of a player's step alone: whose turn was taken; null when the run goes on as usual. */
  | { readonly kind: 'turn'; readonly turn: TurnTaken | null }
  | { readonly kind: 'checkpoint'; readonly step: number }
  /** The weights of `step` could not be written; the run goes on, and tries again. The reason is for the user. */
  | { readonly kind: 'not-kept'; readonly step: number; readonly reason: string }
  /** Another page has taken the document over: nothing is written any more. */
  | { readonly kind: 'superseded' }
  /** A run that had ended goes on, and its schedules move; the reason is for the user. */
  | { readonly kind: 'longer'; readonly reason: string }
  /** What computed was lost: the model is on another now, at step `step`. The reason is a sentence for the user. */
  | { readonly kind: 'moved'; readonly backend: BackendName; readonly fallbacks: readonly Fallback[]; readonly step: number; readonly reason: string }
  /** What is known of a step of the model on each backend, whether more is being measured, and which one the model is on now: it goes to the fastest before a run begins. */
  | { readonly kind: 'paces'; readonly backend: BackendName; readonly paces: readonly Pace[]; readonly measuring: boolean }
  /** Training stopped at `step` because a value was not finite. Trained weights, of step `kept` (0: those that the run began with), are in place again; null where nothing was trained. */
  | { readonly kind: 'not-finite'; readonly step: number; readonly kept: number | null; readonly diagnostic: Diagnostic }
  | { readonly kind: 'failed'; readonly message: string; readonly stack: string };

export interface ToWorker {
  readonly id: number;
  readonly request: Request;
}
export type FromWorker =
  | { readonly id: number; readonly answer: Answer }
  | { readonly id: number; readonly error: { readonly message: string; readonly internal: boolean; readonly stack: string } }
  | { readonly event: TrainingEvent };
