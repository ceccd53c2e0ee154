/** What a run says of itself, without its weights: a folder that `train` wrote, or a file that was shared. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import type { ByteSource } from '@/graph-engine/data/formats/definition';
import { bagOf, memberOf } from '@/graph-engine/exchange/bag';
import { LARGEST } from '@/graph-engine/exchange/members';
import { recordIn, rowsIn } from '@/graph-engine/exchange/run-files';
import type { Metrics } from '@/graph-engine/training/protocol';
import { fileSource } from './file-source';
import { readTogether } from './files-together';
import { FILES } from './run-folder';

export interface RunSummary {
  /** Of the folder or the file. */
  readonly name: string;
  readonly folder: string;
  readonly document: string;
  readonly seed: number | null;
  readonly step: number | null;
  /** Of the whole run. */
  readonly steps: number | null;
  /** Fingerprint of what it was trained on. */
  readonly data: string | null;
  /** The last recorded values: of the validation, and of a step. */
  readonly validation: Metrics['values'] | null;
  readonly train: Metrics['values'] | null;
  /** The lowest held-out loss, whose weights are kept. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  readonly written: string;
  /** Of its files. */
  readonly bytes: number;
}

export const SHARED_END = '.hourglass.zip';

/** A header longer than this is of no file of ours. */
const LONGEST = 100_000_000;
const LENGTH = 8;
const header = z.looseObject({ __metadata__: z.optional(z.record(z.string(), z.string())) });

/** What stands beside the weights in their file; nothing of one that cannot be read. */
async function metadataIn(weights: ByteSource): Promise<Readonly<Record<string, string>>> {
  try {
    const start = await weights.slice(0, LENGTH);
    const length = Number(new DataView(start.buffer, start.byteOffset, start.byteLength).getBigUint64(0, true));
    if (length > LONGEST || length > weights.size) return {};
    return header.parse(JSON.parse(new TextDecoder().decode(await weights.slice(LENGTH, LENGTH + length)))).__metadata__ ?? {};
  } catch {
    return {};
  }
}
function nameIn(graph: Uint8Array | null): string {
  try {
    return z.looseObject({ name: z.string() }).parse(JSON.parse(new TextDecoder().decode(graph ?? undefined))).name;
  } catch {
    return '(damaged)';
  }
}

interface Files {
  readonly graph: Uint8Array | null;
  readonly metrics: Uint8Array | null;
  readonly weights: ByteSource;
}
async function summary(folder: string, { graph, metrics, weights }: Files): Promise<Omit<RunSummary, 'written' | 'bytes'>> {
  const metadata = await metadataIn(weights);
  const record = recordIn(metadata);
  const rows = rowsIn(metrics);
  const last = (set: Metrics['set']): Metrics['values'] | null => rows.findLast((row) => row.set === set)?.values ?? null;
  const seed = record?.training['seed'];
  const step = Number(metadata['step'] ?? NaN);
  return {
    name: basename(folder, SHARED_END),
    folder,
    document: nameIn(graph),
    seed: typeof seed === 'number' ? seed : null,
    step: Number.isSafeInteger(step) ? step : null,
    steps: record?.steps ?? null,
    data: metadata['data'] ?? null,
    validation: last('validation'),
    train: last('train'),
    best: record?.stopping?.record.best ?? null,
  };
}

const { [FILES.graph]: graphMost, [FILES.metrics]: metricsMost } = LARGEST;

async function ofFolder(folder: string): Promise<RunSummary | null> {
  const path = (name: string): string => join(folder, name);
  const there = (name: string): boolean => statSync(path(name), { throwIfNoEntry: false })?.isFile() ?? false;
  if (!there(FILES.graph) || !there(FILES.weights)) return null;
  const files = readTogether(folder, { [FILES.graph]: graphMost!, [FILES.metrics]: metricsMost! });
  const weights = fileSource(path(FILES.weights));
  try {
    const found = await summary(folder, { graph: files.get(FILES.graph) ?? null, metrics: files.get(FILES.metrics) ?? null, weights });
    return { ...found, written: statSync(path(FILES.weights)).mtime.toISOString(), bytes: Object.values(FILES).reduce((sum, name) => sum + (there(name) ? statSync(path(name)).size : 0), 0) };
  } finally {
    await weights.close();
  }
}
async function ofShared(path: string): Promise<RunSummary | null> {
  const source = fileSource(path);
  try {
    const bag = await bagOf(path, [{ path, source }]);
    const weights = bag.files.get(FILES.weights);
    if (!weights || !bag.files.has(FILES.manifest)) return null;
    const found = await summary(path, { graph: await memberOf(bag, FILES.graph), metrics: await memberOf(bag, FILES.metrics), weights });
    return { ...found, written: statSync(path).mtime.toISOString(), bytes: source.size };
  } finally {
    await source.close();
  }
}

/** Null where the folder or the file holds no run. @throws Failure, DataError */
export const summaryOf = (place: string): Promise<RunSummary | null> => (statSync(place).isDirectory() ? ofFolder(place) : ofShared(place));
