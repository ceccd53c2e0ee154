/** What a folder that `train` wrote says of its run, without its weights. */
import { closeSync, openSync, readSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import * as z from 'zod/mini';
import { LARGEST } from '@/graph-engine/exchange/members';
import { recordIn, rowsIn } from '@/graph-engine/exchange/run-files';
import type { Metrics } from '@/graph-engine/training/protocol';
import { readTogether } from './files-together';
import { FILES } from './run-folder';

export interface RunSummary {
  /** Of the folder. */
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
  /** The lowest held-out loss, where early stopping looks for it. */
  readonly best: { readonly step: number; readonly loss: number } | null;
  readonly written: string;
  /** Of its files. */
  readonly bytes: number;
}

/** A header longer than this is of no file of ours. */
const LONGEST = 100_000_000;
const LENGTH = 8;
const header = z.looseObject({ __metadata__: z.optional(z.record(z.string(), z.string())) });

/** What stands beside the weights in their file; nothing of one that cannot be read. */
function metadataIn(path: string): Readonly<Record<string, string>> {
  const file = openSync(path, 'r');
  try {
    const start = new DataView(new ArrayBuffer(LENGTH));
    if (readSync(file, start, 0, LENGTH, 0) < LENGTH) return {};
    const length = Number(start.getBigUint64(0, true));
    if (length > LONGEST || length > statSync(path).size) return {};
    const text = new Uint8Array(length);
    readSync(file, text, 0, length, LENGTH);
    return header.parse(JSON.parse(new TextDecoder().decode(text))).__metadata__ ?? {};
  } catch {
    return {};
  } finally {
    closeSync(file);
  }
}
function nameIn(graph: Uint8Array | undefined): string {
  try {
    return z.looseObject({ name: z.string() }).parse(JSON.parse(new TextDecoder().decode(graph))).name;
  } catch {
    return '(damaged)';
  }
}

const { [FILES.graph]: graphMost, [FILES.metrics]: metricsMost } = LARGEST;

/** Null where the folder holds no run. @throws Failure */
export function summaryOf(folder: string): RunSummary | null {
  const path = (name: string): string => join(folder, name);
  const there = (name: string): boolean => statSync(path(name), { throwIfNoEntry: false })?.isFile() ?? false;
  if (!there(FILES.graph) || !there(FILES.weights)) return null;
  const files = readTogether(folder, { [FILES.graph]: graphMost!, [FILES.metrics]: metricsMost! });
  const metadata = metadataIn(path(FILES.weights));
  const record = recordIn(metadata);
  const rows = rowsIn(files.get(FILES.metrics) ?? null);
  const last = (set: Metrics['set']): Metrics['values'] | null => rows.findLast((row) => row.set === set)?.values ?? null;
  const seed = record?.training['seed'];
  const step = Number(metadata['step'] ?? NaN);
  return {
    name: basename(folder),
    folder,
    document: nameIn(files.get(FILES.graph)),
    seed: typeof seed === 'number' ? seed : null,
    step: Number.isSafeInteger(step) ? step : null,
    steps: record?.steps ?? null,
    data: metadata['data'] ?? null,
    validation: last('validation'),
    train: last('train'),
    best: record?.stopping?.record.best ?? null,
    written: statSync(path(FILES.weights)).mtime.toISOString(),
    bytes: Object.values(FILES).reduce((sum, name) => sum + (there(name) ? statSync(path(name)).size : 0), 0),
  };
}
