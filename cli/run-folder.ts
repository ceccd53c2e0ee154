/** The folder that `train` writes: the document, its weights with everything that going on needs, and the curves; replaced as a whole. */
import { createHash } from 'node:crypto';
import * as z from 'zod/mini';
import { limits } from '@/graph-engine/document/limits';
import { saveDocument } from '@/graph-engine/document/save';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { readSafetensors, writeSafetensors, type Safetensors } from '@/graph-engine/runtime/safetensors';
import type { Weights } from '@/graph-engine/runtime/device';
import type { FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import type { PlainWeights, StoppingRecord, StoppingSnapshot } from '@/graph-engine/training/early-stopping';
import { modelFingerprint } from '@/graph-engine/training/fingerprint';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { Session, Snapshot } from '@/graph-engine/training/session';
import { Failure } from './failure';
import { readTogether, writeTogether } from './files-together';

export const FILES = { graph: 'graph.hourglass.json', weights: 'weights.safetensors', metrics: 'metrics.json', scores: 'scores.safetensors' } as const;
/** Bytes: more than the parameters of a document and two moments of each; curves are bounded. */
const LIMITS = { [FILES.graph]: limits.text, [FILES.weights]: 2 ** 31, [FILES.metrics]: 2 ** 27, [FILES.scores]: 2 ** 28 };

/** Weights that the run holds beside those of the model, by the end of their names, as the states of optimisers are. */
const beside = { best: ':best', bestBeforeEnd: ':best-before-end', last: ':last' } as const;

const stoppingRecord = z.object({
  checkedAt: z.number(),
  sinceBest: z.number(),
  best: z.nullable(z.object({ step: z.number(), loss: z.number() })),
  ended: z.nullable(z.enum(['early', 'complete'])),
}) satisfies z.ZodMiniType<StoppingRecord>;
const runRecord = z.object({
  /** Steps of the whole run, which its schedules are drawn over. */
  steps: z.number(),
  /** Tells the model from another one. */
  model: z.string(),
  /** Items of a step. */
  batch: z.number(),
  /** The settings that it was trained with. */
  training: z.record(z.string(), z.unknown()),
  stopping: z.nullable(z.object({ record: stoppingRecord, beforeEnd: z.nullable(stoppingRecord) })),
  /** Stages until now; absent in a run without any. */
  stages: z.optional(z.array(z.object({ id: z.string(), start: z.number() }))),
});
export type RunRecord = z.infer<typeof runRecord>;

/** What a run left. */
export interface SavedRun {
  readonly snapshot: Snapshot;
  /** Null in folders of versions that wrote none. */
  readonly record: RunRecord | null;
  readonly rows: readonly Metrics[];
}

export const modelHash = (document: HourglassDocument): string => createHash('sha256').update(modelFingerprint(document)).digest('hex').slice(0, 16);

const named = (weights: PlainWeights, end: string): [string, Weights][] => [...weights].map(([name, value]) => [`${name}${end}`, value]);
function tensorsOf({ parameters, stopping }: Snapshot): ReadonlyMap<string, Weights> {
  const before = stopping?.beforeEnd;
  return new Map([
    ...parameters,
    // Of a run that has ended they are the weights themselves.
    ...(stopping && !stopping.record.ended ? named(stopping.weights, beside.best) : []),
    ...(before ? named(before.last, beside.last) : []),
    ...(before && before.best !== stopping?.weights ? named(before.best, beside.bestBeforeEnd) : []),
  ]);
}

/** `scores`: what scores and their baselines were fitted to, of a model that finds the unusual. @throws Failure, and then the folder is as it was. */
export function writeRun(folder: string, session: Session, snapshot: Snapshot, rows: readonly Metrics[], data: string, scores: FittedScores | null = null): void {
  const { document, totalSteps, batch } = session;
  const { stopping } = snapshot;
  const record: RunRecord = {
    steps: totalSteps,
    model: modelHash(document),
    batch,
    training: { ...document.training },
    stopping: stopping && { record: stopping.record, beforeEnd: stopping.beforeEnd?.record ?? null },
    ...(snapshot.stages && { stages: [...snapshot.stages] }),
  };
  const metrics = [`{\n "document": ${JSON.stringify(document.name)},\n "steps": ${snapshot.step},\n "rows": [`, rows.map(({ step, epoch, set, values }) => `  ${JSON.stringify({ step, epoch, set, values })}`).join(',\n'), ' ]\n}\n'];
  writeTogether(
    folder,
    new Map<string, string | Uint8Array>([
      [FILES.graph, saveDocument(document)],
      [FILES.weights, writeSafetensors(tensorsOf(snapshot), { step: String(snapshot.step), data, run: JSON.stringify(record) })],
      [FILES.metrics, metrics.join('\n')],
      ...(scores ? [[FILES.scores, writeSafetensors(scores, { step: String(snapshot.step), data })] as const] : []),
    ]),
  );
}

function recordIn({ run }: Safetensors['metadata']): RunRecord | null {
  if (run === undefined) return null;
  try {
    return runRecord.safeParse(JSON.parse(run)).data ?? null;
  } catch {
    return null;
  }
}
function stoppingIn(tensors: ReadonlyMap<string, Weights>, record: RunRecord): StoppingSnapshot | null {
  if (!record.stopping) return null;
  const of = (end: string): PlainWeights => new Map([...tensors].flatMap(([name, value]) => (name.endsWith(end) ? [[name.slice(0, -end.length), value] as const] : [])));
  const best = record.stopping.record.ended ? new Map([...tensors].filter(([name]) => !name.includes(':'))) : of(beside.best);
  const bestBeforeEnd = of(beside.bestBeforeEnd);
  const before = record.stopping.beforeEnd;
  return { record: record.stopping.record, weights: best, beforeEnd: before && { record: before, best: bestBeforeEnd.size > 0 ? bestBeforeEnd : best, last: of(beside.last) } };
}
/** Curves that cannot be read begin anew: nothing depends on them. */
function rowsIn(bytes: Uint8Array | undefined): readonly Metrics[] {
  const row = z.object({ step: z.number(), epoch: z.number(), set: z.enum(['train', 'validation']), values: z.record(z.string(), z.number()) });
  try {
    return z.object({ rows: z.array(row) }).parse(JSON.parse(new TextDecoder().decode(bytes))).rows;
  } catch {
    return [];
  }
}

/** Those of these weights; none of an earlier run. */
function scoresIn(bytes: Uint8Array | undefined, weights: Safetensors): FittedScores | null {
  const found = bytes && readSafetensors(bytes);
  if (!found || 'problem' in found) return null;
  return found.metadata['step'] === weights.metadata['step'] && found.metadata['data'] === weights.metadata['data'] ? found.tensors : null;
}

/** The bytes of the document and what was read of the weights, from one and the same run; null where the folder holds no document. @throws Failure */
export function readRun(folder: string): { readonly graph: Uint8Array; readonly weights: Safetensors | null; readonly run: SavedRun | null; readonly scores: FittedScores | null } | null {
  const found = readTogether(folder, LIMITS);
  const [graph, bytes] = [found.get(FILES.graph), found.get(FILES.weights)];
  if (!graph) return null;
  if (!bytes) return { graph, weights: null, run: null, scores: null };
  const weights = readSafetensors(bytes);
  if ('problem' in weights) throw new Failure(`${folder}/${FILES.weights}: ${weights.problem}`);
  const record = recordIn(weights.metadata);
  const step = Number(weights.metadata['step'] ?? NaN);
  const snapshot: Snapshot = { step, seed: 0, parameters: weights.tensors, stopping: record && stoppingIn(weights.tensors, record), ...(record?.stages && { stages: record.stages }) };
  return { graph, weights, scores: scoresIn(found.get(FILES.scores), weights), run: Number.isSafeInteger(step) && step >= 0 ? { snapshot, record, rows: rowsIn(found.get(FILES.metrics)) } : null };
}
