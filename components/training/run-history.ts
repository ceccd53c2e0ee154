/** Keeps the runs of documents in the browser, all but their weights: curves, what each was made from, and what the user says of it. None is forgotten by itself. */
import type { DBSchema } from 'idb';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { Figure } from '@/graph-engine/program/figures';
import type { Metrics } from '@/graph-engine/training/protocol';
import { BrowserStore } from '@/components/storage/browser-store';
import { fenceOf, fenceReading, passFence } from '@/components/storage/fence';
import { takeOut, under } from '@/components/storage/take-out';
import type { Unkept } from './metrics-log';
import { firstRun, type RunKey } from './run-key';

/** What a run was made from. */
export interface RunAbout {
  /** As it was trained. */
  readonly document: HourglassDocument;
  /** Fingerprint of what it was trained on. */
  readonly data: string;
  readonly figures: readonly Figure[];
  readonly backend: string;
}
/** What the user says of a run. */
export interface RunRemarks {
  /** Empty where it has the one that is made from its document and figures. */
  readonly name: string;
  readonly note: string;
  readonly starred: boolean;
}
/** A run in the list of runs. */
export interface RunInfo extends RunKey {
  readonly started: number;
  readonly updated: number;
  /** Taken until then. */
  readonly steps: number;
  /** Counts the runs of its document. */
  readonly number: number;
  /** Absent in what earlier versions of the studio kept. */
  readonly about?: RunAbout;
  /** The last values of each set, and the validation with the lowest loss. */
  readonly last: Readonly<Partial<Record<Metrics['set'], Metrics['values']>>>;
  readonly best: Pick<Metrics, 'step' | 'values'> | null;
  readonly baselines?: Baselines;
  /** Held-out items and what came back of them when it was paused last, as a PNG file. */
  readonly picture?: Uint8Array;
  readonly remarks: RunRemarks;
}
type Rows = readonly Metrics[];

interface Schema extends DBSchema {
  /** Under info, document, run: a RunInfo; under rows, document, run, part: rows. See fenceOf for the number of a document's writer. Under a document's id alone: the rows of its last run, as earlier versions of the studio kept them. */
  runs: { key: IDBValidKey; value: Rows | RunInfo | number };
}
const noRemarks: RunRemarks = { name: '', note: '', starred: false };
/** Earlier versions kept less of a run. */
type KeptInfo = Pick<RunInfo, 'document' | 'run' | 'started' | 'updated' | 'steps'> & Partial<RunInfo>;
const wholeInfo = (info: KeptInfo): RunInfo => ({ number: 0, last: {}, best: null, remarks: noRemarks, ...info });

const store = new BrowserStore<Schema>({ name: 'hourglass-run-history', version: 1, upgrade: (db) => void db.createObjectStore('runs') });
const partsOf = ({ document, run }: RunKey): IDBKeyRange => under('rows', document, run);
const infoKey = ({ document, run }: RunKey): [string, string, string] => ['info', document, run];

const listeners = new Set<() => void>();
/** Calls when runs have changed in this page; gives what ends that. */
export function whenRunsChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}
const changed = (): void => listeners.forEach((tell) => tell());

/** The last and the best of `rows`, after those of `before`. */
function figuresAfter(before: Pick<RunInfo, 'last' | 'best'>, rows: Rows): Pick<RunInfo, 'last' | 'best'> {
  let { best } = before;
  const last = { ...before.last };
  for (const { set, step, values } of rows) {
    last[set] = values;
    if (set === 'validation' && (values['loss'] ?? Infinity) < (best?.values['loss'] ?? Infinity)) best = { step, values };
  }
  return { last, best };
}

/** Adds rows to those that are kept of the run, or takes their place. @throws SupersededError where a page with a greater number than `writer` has the document */
export async function keepRun({ key, rows, whole, about }: Unkept & { readonly about?: RunAbout | undefined }, writer?: number): Promise<void> {
  const { document, run } = key;
  await store.write(['runs'], async (change) => {
    const runs = change.objectStore('runs');
    await passFence(runs, document, writer);
    if (whole) await runs.delete(partsOf(key));
    const last = whole ? null : await runs.openKeyCursor(partsOf(key), 'prev');
    const part = last ? (last.key as [string, string, string, number])[3] + 1 : 0;
    await runs.put(rows, ['rows', document, run, part]);
    const kept = (await runs.get(infoKey(key))) as KeptInfo | undefined;
    const info = wholeInfo(kept ?? { ...key, started: Date.now(), updated: 0, steps: 0, number: 1 + Math.max(0, ...((await runs.getAll(under('info', document))) as KeptInfo[]).map(({ number }) => number ?? 0)) });
    const steps = rows.reduce((most, { step }) => Math.max(most, step + 1), whole ? 0 : info.steps);
    await runs.put({ ...info, ...(about && { about }), ...figuresAfter(whole ? { last: {}, best: null } : info, rows), updated: Date.now(), steps }, infoKey(key));
  });
  changed();
}
/** Adds to what is known of a run, whoever writes its document. Nothing where it is not kept any more. */
export async function sayOfRun(key: RunKey, said: { readonly remarks?: Partial<RunRemarks>; readonly baselines?: Baselines; readonly picture?: Uint8Array }): Promise<void> {
  await store.write(['runs'], async (change) => {
    const runs = change.objectStore('runs');
    const kept = (await runs.get(infoKey(key))) as KeptInfo | undefined;
    if (!kept) return;
    const info = wholeInfo(kept);
    await runs.put({ ...info, ...(said.baselines && { baselines: said.baselines }), ...(said.picture && { picture: said.picture }), remarks: { ...info.remarks, ...said.remarks } }, infoKey(key));
  });
  changed();
}
/** Where `writer` is given, nobody with a smaller number adds to the document's runs from now on. */
export async function loadRun(key: RunKey, writer?: number): Promise<Rows> {
  if (writer !== undefined) await fenceReading(store.write(['runs'], (change) => passFence(change.objectStore('runs'), key.document, writer)));
  return store.use(async (db) => {
    const parts = (await db.getAll('runs', partsOf(key))) as Rows[];
    if (parts.length > 0 || key.run !== firstRun) return parts.flat();
    return ((await db.get('runs', key.document)) as Rows | undefined) ?? [];
  });
}

/** Of a document, or of all; the newest first. */
export const listRuns = (document?: string): Promise<readonly RunInfo[]> => store.use(async (db) => newestFirst(((await db.getAll('runs', document === undefined ? under('info') : under('info', document))) as KeptInfo[]).map(wholeInfo)));

/** The documents that runs are kept of. */
export const documentsWithRuns = (): Promise<readonly string[]> =>
  store.use(async (db) => [...new Set((await db.getAllKeys('runs')).map((key) => (Array.isArray(key) ? String(key[1]) : String(key))))]);

/** Takes out the runs of a document; calling what it gives puts them back. */
export const takeRuns = (document: string): Promise<() => Promise<void>> => taken([IDBKeyRange.only(document), IDBKeyRange.only(fenceOf(document)), under('info', document), under('rows', document)]);
/** Takes out one run. */
export const takeRun = (key: RunKey): Promise<() => Promise<void>> => taken([IDBKeyRange.only(infoKey(key)), partsOf(key)]);
async function taken(places: readonly IDBKeyRange[]): Promise<() => Promise<void>> {
  const back = await takeOut(store, 'runs', places);
  changed();
  return async () => {
    await back();
    changed();
  };
}

const newestFirst = (infos: readonly RunInfo[]): RunInfo[] => infos.toSorted((a, b) => b.started - a.started);
