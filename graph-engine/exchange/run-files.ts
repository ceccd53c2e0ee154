/** A run as files: the document, its weights with everything that going on needs, and the curves. The same in a folder of the command line and in a file that is shared. */
import * as z from 'zod/mini';
import { saveDocument } from '../document/save';
import type { HourglassDocument } from '../document/types';
import { writeSafetensors } from '../runtime/safetensors';
import type { Weights } from '../runtime/device';
import type { FittedScores } from '../training/anomaly/score-rows';
import type { StoppingRecord, StoppingSnapshot } from '../training/early-stopping';
import { plainWeights, type PlainWeights } from '../training/plain-weights';
import { modelFingerprint } from '../training/fingerprint';
import type { Metrics } from '../training/protocol';
import type { Snapshot } from '../training/session';
import { MEMBERS } from './members';
import { sha256 } from './sha256';

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
  /** Steps as the document said then, where the run became longer than that. */
  whole: z.optional(z.number()),
  /** Tells the model from another one. */
  model: z.string(),
  /** Items of a step. */
  batch: z.number(),
  /** The settings that it was trained with. */
  training: z.record(z.string(), z.unknown()),
  stopping: z.nullable(z.object({ record: stoppingRecord, beforeEnd: z.nullable(stoppingRecord) })),
  /** Stages until now; absent in a run without any. */
  stages: z.optional(z.array(z.object({ id: z.string(), start: z.number() }))),
  /** Players who have had their turn in the step that is under way; absent where none is. */
  turn: z.optional(z.number()),
});
export type RunRecord = z.infer<typeof runRecord>;

/** What a run left. */
export interface SavedRun {
  readonly snapshot: Snapshot;
  /** Null in folders of versions that wrote none. */
  readonly record: RunRecord | null;
  readonly rows: readonly Metrics[];
}

export const modelHash = (document: HourglassDocument): string => sha256(modelFingerprint(document)).slice(0, 16);

const named = (weights: PlainWeights, end: string): [string, Weights][] => [...weights].map(([name, value]) => [`${name}${end}`, value]);
/** The same numbers in memory, which a snapshot holds once. */
const isSame = (some: PlainWeights, all: PlainWeights): boolean => [...some].every(([name, { data }]) => all.get(name)?.data === data);
function tensorsOf({ parameters, stopping }: Snapshot): ReadonlyMap<string, Weights> {
  const before = stopping?.beforeEnd;
  return new Map([
    ...parameters,
    // Of a run that has ended, or stands at its best, they are the weights themselves.
    ...(stopping && !stopping.record.ended && !isSame(stopping.weights, parameters) ? named(stopping.weights, beside.best) : []),
    ...(before ? named(before.last, beside.last) : []),
    ...(before && before.best !== stopping?.weights ? named(before.best, beside.bestBeforeEnd) : []),
  ]);
}

export interface RunToWrite {
  readonly document: HourglassDocument;
  readonly totalSteps: number;
  readonly wholeSteps: number;
  readonly batch: number;
}

/** `data`: the fingerprint of what it was trained on; `scores`: what scores and their baselines were fitted to, of a model that finds the unusual. */
export function runFiles({ document, totalSteps, wholeSteps, batch }: RunToWrite, snapshot: Snapshot, rows: readonly Metrics[], data: string, scores: FittedScores | null = null): ReadonlyMap<string, string | Uint8Array> {
  const { stopping } = snapshot;
  const record: RunRecord = {
    steps: totalSteps,
    whole: wholeSteps,
    model: modelHash(document),
    batch,
    training: { ...document.training },
    stopping: stopping && { record: stopping.record, beforeEnd: stopping.beforeEnd?.record ?? null },
    ...(snapshot.stages && { stages: [...snapshot.stages] }),
    ...(snapshot.turn && { turn: snapshot.turn }),
  };
  const metrics = [`{\n "document": ${JSON.stringify(document.name)},\n "steps": ${snapshot.step},\n "rows": [`, rows.map(({ step, epoch, set, values }) => `  ${JSON.stringify({ step, epoch, set, values })}`).join(',\n'), ' ]\n}\n'];
  return new Map<string, string | Uint8Array>([
    [MEMBERS.graph, saveDocument(document)],
    [MEMBERS.weights, writeSafetensors(tensorsOf(snapshot), { step: String(snapshot.step), data, run: JSON.stringify(record) })],
    [MEMBERS.metrics, metrics.join('\n')],
    ...(scores ? [[MEMBERS.scores, writeSafetensors(scores, { step: String(snapshot.step), data })] as const] : []),
  ]);
}

interface Named {
  readonly tensors: ReadonlyMap<string, Weights>;
  readonly metadata: Readonly<Record<string, string>>;
}
export function recordIn({ run }: Named['metadata']): RunRecord | null {
  if (run === undefined) return null;
  try {
    return runRecord.safeParse(JSON.parse(run)).data ?? null;
  } catch {
    return null;
  }
}
function stoppingIn(tensors: Named['tensors'], record: RunRecord): StoppingSnapshot | null {
  if (!record.stopping) return null;
  const of = (end: string): PlainWeights => new Map([...tensors].flatMap(([name, value]) => (name.endsWith(end) ? [[name.slice(0, -end.length), value] as const] : [])));
  const { ended, best: figure } = record.stopping.record;
  const kept = of(beside.best);
  const best = ended || (figure && kept.size === 0) ? plainWeights(tensors) : kept;
  const bestBeforeEnd = of(beside.bestBeforeEnd);
  const before = record.stopping.beforeEnd;
  return { record: record.stopping.record, weights: best, beforeEnd: before && { record: before, best: bestBeforeEnd.size > 0 ? bestBeforeEnd : best, last: of(beside.last) } };
}
/** Curves that cannot be read begin anew: nothing depends on them. */
export function rowsIn(bytes: Uint8Array | null): readonly Metrics[] {
  const row = z.object({ step: z.number(), epoch: z.number(), set: z.enum(['train', 'validation']), values: z.record(z.string(), z.number()) });
  try {
    return z.object({ rows: z.array(row) }).parse(JSON.parse(new TextDecoder().decode(bytes ?? undefined))).rows;
  } catch {
    return [];
  }
}

/** Null where the weights do not say their step. `metrics`: the bytes of that file. */
export function runOf({ tensors, metadata }: Named, metrics: Uint8Array | null): SavedRun | null {
  const record = recordIn(metadata);
  const step = Number(metadata['step'] ?? NaN);
  if (!Number.isSafeInteger(step) || step < 0) return null;
  const snapshot: Snapshot = { step, seed: 0, parameters: tensors, stopping: record && stoppingIn(tensors, record), ...(record?.stages && { stages: record.stages }), ...(record?.turn && { turn: record.turn }) };
  return { snapshot, record, rows: rowsIn(metrics) };
}

/** Those of these weights; none of an earlier run. */
export const belongTo = (scores: Named['metadata'], weights: Named['metadata']): boolean => scores['step'] === weights['step'] && scores['data'] === weights['data'];
