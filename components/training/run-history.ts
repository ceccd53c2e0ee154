/** Keeps the curves of a document's runs in the browser: a reload shows the last ones beside the restored weights, and earlier ones can be looked at. */
import type { DBSchema } from 'idb';
import type { Metrics } from '@/graph-engine/training/protocol';
import { BrowserStore } from '@/components/storage/browser-store';
import { fenceOf, fenceReading, passFence } from '@/components/storage/fence';
import type { Unkept } from './metrics-log';
import { firstRun, type RunKey } from './run-key';

/** A run in the list of a document's runs. */
export interface RunInfo extends RunKey {
  readonly started: number;
  readonly updated: number;
  /** Taken until then. */
  readonly steps: number;
}
type Rows = readonly Metrics[];

interface Schema extends DBSchema {
  /** Under info, document, run: a RunInfo; under rows, document, run, part: rows. See fenceOf for the number of a document's writer. Under a document's id alone: the rows of its last run, as earlier versions of the studio kept them. */
  runs: { key: IDBValidKey; value: Rows | RunInfo | number };
}
/** Of one document; older ones are forgotten. */
export const keptRuns = 20;

const store = new BrowserStore<Schema>({ name: 'hourglass-run-history', version: 1, upgrade: (db) => void db.createObjectStore('runs') });
const under = (...place: readonly string[]): IDBKeyRange => IDBKeyRange.bound([...place], [...place, []]);
const partsOf = ({ document, run }: RunKey): IDBKeyRange => under('rows', document, run);

/** Adds rows to those that are kept of the run, or takes their place. @throws SupersededError where a page with a greater number than `writer` has the document */
export async function keepRun({ key, rows, whole }: Unkept, writer?: number): Promise<void> {
  const { document, run } = key;
  await store.write(['runs'], async (change) => {
    const runs = change.objectStore('runs');
    await passFence(runs, document, writer);
    if (whole) await runs.delete(partsOf(key));
    const last = whole ? null : await runs.openKeyCursor(partsOf(key), 'prev');
    const part = last ? (last.key as [string, string, string, number])[3] + 1 : 0;
    await runs.put(rows, ['rows', document, run, part]);
    const info = (await runs.get(['info', document, run])) as RunInfo | undefined;
    const now = Date.now();
    const steps = rows.reduce((most, { step }) => Math.max(most, step + 1), whole ? 0 : (info?.steps ?? 0));
    await runs.put({ document, run, started: info?.started ?? now, updated: now, steps }, ['info', document, run]);
    if (info) return;
    for (const old of newestFirst((await runs.getAll(under('info', document))) as RunInfo[]).slice(keptRuns)) {
      await runs.delete(['info', document, old.run]);
      await runs.delete(partsOf(old));
    }
  });
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

/** The newest first. */
export const listRuns = (document: string): Promise<readonly RunInfo[]> => store.use(async (db) => newestFirst((await db.getAll('runs', under('info', document))) as RunInfo[]));

/** The documents that runs are kept of. */
export const documentsWithRuns = (): Promise<readonly string[]> =>
  store.use(async (db) => [...new Set((await db.getAllKeys('runs')).map((key) => (Array.isArray(key) ? String(key[1]) : String(key))))]);

/** Takes out the runs of a document; calling what it gives puts them back. */
export async function takeRuns(document: string): Promise<() => Promise<void>> {
  const places = [IDBKeyRange.only(document), IDBKeyRange.only(fenceOf(document)), under('info', document), under('rows', document)];
  const taken = await store.write(['runs'], async (change) => {
    const runs = change.objectStore('runs');
    const found: (readonly [IDBValidKey, Rows | RunInfo | number])[] = [];
    for (const place of places) {
      const [keys, values] = [await runs.getAllKeys(place), await runs.getAll(place)];
      keys.forEach((key, index) => found.push([key, values[index]!]));
      await runs.delete(place);
    }
    return found;
  });
  return async () => {
    await store.write(['runs'], async (change) => {
      for (const [key, value] of taken) await change.objectStore('runs').put(value, key);
    });
  };
}

const newestFirst = (infos: readonly RunInfo[]): RunInfo[] => infos.toSorted((a, b) => b.started - a.started);
