import { join } from 'node:path';
import { saveDocument } from '@/graph-engine/document/save';
import type { TrainingSettings } from '@/graph-engine/document/types';
import { writeSafetensors } from '@/graph-engine/runtime/safetensors';
import type { Metrics } from '@/graph-engine/training/protocol';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import type { Session } from '@/graph-engine/training/session';
import { Trainer } from '@/graph-engine/training/trainer';
import { Failure } from '../failure';
import { makeFolder, writeWhole } from '../files';
import { catchInterrupt } from '../interrupt';
import { openSession, printRemarks, type BackendOptions } from '../open-session';
import { options } from '../options';
import type { Output } from '../output';
import { duration, table, type Cell } from '../table';
import { FILES, readTarget } from '../target';
import type { CliCommand } from './definition';

interface TrainOptions extends BackendOptions {
  readonly out: string;
  readonly data?: string;
  readonly items?: string;
  readonly unsigned?: boolean;
  readonly epochs?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly validation?: number;
}

/** `--epochs` and `--steps` say how long the run is, whatever the document says; what is written says the same, so that schedules end with the run. */
const lengthOf = ({ epochs, steps }: TrainOptions): Partial<TrainingSettings> =>
  epochs !== undefined ? { epochs, minSteps: 0 } : steps !== undefined ? { epochs: 1, minSteps: steps } : {};

async function openTraining(name: string, given: TrainOptions, output: Output): Promise<{ readonly session: Session; readonly steps: number }> {
  const { document, weights } = readTarget(name);
  const { training } = document;
  const changed = {
    ...training,
    ...lengthOf(given),
    batchSize: given.batch ?? training.batchSize,
    seed: given.seed ?? training.seed,
    validationSplit: given.validation ?? training.validationSplit,
  };
  const session = await openSession({ ...document, training: changed }, given, output);
  if (weights) session.restoreWeights(weights);
  return { session, steps: given.steps ?? session.totalSteps };
}

/** What early stopping did, or null where it was off. */
function keptText({ stopping, totalSteps }: Session): string | null {
  const record = stopping?.record;
  if (!record?.ended || !record.best) return null;
  const { step, loss } = record.best;
  const why = record.ended === 'early' ? `Stopped before step ${totalSteps}: the held-out loss had no new best in ${record.sinceBest} check${record.sinceBest === 1 ? '' : 's'}. ` : '';
  return `${why}The weights are those of step ${step}, where the held-out loss was lowest (${loss.toPrecision(5)}).`;
}

/** The last losses and metrics, a column for each part of the data. */
function lastValues(train: Metrics | undefined, validation: Metrics | undefined): string {
  const sets = [train, validation].filter((set) => set !== undefined);
  const names = Object.keys(sets[0]?.values ?? {});
  const rows = names.map((name): Cell[] => [name, ...sets.map(({ values }) => values[name] ?? '')]);
  return table([['', ...sets.map(({ set }) => (set === 'train' ? 'last step' : 'validation'))], ...rows]);
}

export const train: CliCommand<TrainOptions> = {
  usage: 'train <document|template>',
  description: `train, and write ${FILES.graph}, ${FILES.weights} and ${FILES.metrics}`,
  options(command) {
    command
      .addOption(options.out('--out <dir>', 'folder to write'))
      .addOption(options.data())
      .addOption(options.items())
      .addOption(options.unsigned())
      .addOption(options.epochs())
      .addOption(options.steps().conflicts('epochs'))
      .addOption(options.batch())
      .addOption(options.seed())
      .addOption(options.validation())
      .addOption(options.backend())
      .addHelpText('after', '\nCtrl+C stops after the step that runs, writes what has been trained and ends with status 130; again, it ends at once.\nA folder that was trained goes on from its weights; the same seed, backend and data give the same weights.');
  },
  async run([name], given, output) {
    // Made before the training, so that a path that cannot be written costs no time.
    readTarget(name!);
    makeFolder(given.out);
    const { session, steps } = await openTraining(name!, given, output);
    session.mustLearn();
    printRemarks(session, output);
    if (session.batch < session.document.training.batchSize) output.note(`A batch is all ${session.batch} items: there are fewer than the batch size of ${session.document.training.batchSize}.`);
    const rows: Metrics[] = [];
    const fingerprint = dataFingerprint(session.data.tables);
    const write = async (): Promise<void> => {
      const { parameters, step } = await session.snapshot();
      writeWhole(join(given.out, FILES.graph), saveDocument(session.document));
      writeWhole(join(given.out, FILES.weights), writeSafetensors(parameters, { step: String(step), data: fingerprint }));
      writeWhole(join(given.out, FILES.metrics), `${JSON.stringify({ document: session.document.name, steps: session.step, rows }, null, 1)}\n`);
    };
    const trainer = new Trainer({
      session,
      checkpointMs: Infinity,
      clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
      hooks: {
        onMetrics: (more) => void rows.push(...more),
        onProgress: ({ step, epoch, epochs, stepMs }) => {
          const loss = rows.findLast(({ set }) => set === 'train')?.values['loss'];
          const left = ((steps - step) * stepMs) / 1000;
          output.progress(`epoch ${Math.min(epoch + 1, epochs)}/${epochs}  step ${step}/${steps}  loss ${loss?.toPrecision(5) ?? '–'}  ${stepMs.toFixed(1)} ms per step${step < steps ? `  ${duration(left)} left` : ''}`);
        },
        onCheckpoint: write,
      },
    });
    const interrupt = catchInterrupt(() => output.note('Stopping after this step …'));
    const started = performance.now();
    const outcome = await trainer.run(steps, () => interrupt.status() !== null);
    interrupt.release();
    const seconds = (performance.now() - started) / 1000;
    const last = (set: Metrics['set']): Metrics | undefined => rows.findLast((row) => row.set === set);
    if (outcome.kind === 'not-finite') {
      const node = outcome.node ? session.document.nodes[outcome.node]?.name : null;
      throw new Failure(`At step ${outcome.step} a value was not finite${node ? `, first in ${node}` : ''} (${outcome.what}). The last good weights are in ${given.out}. Lower the learning rate, or clip the gradient.`);
    }
    const interrupted = outcome.kind === 'interrupted';
    const done = interrupted ? `Interrupted after ${session.step} of ${steps} steps` : `${session.step} steps`;
    const kept = keptText(session);
    output.print(`${done} in ${duration(seconds)}, written to ${given.out}\n${kept ? `${kept}\n` : ''}${lastValues(last('train'), last('validation'))}`);
    output.result({ out: given.out, steps: session.step, interrupted, stoppedEarly: session.stopping?.record.ended === 'early', best: session.stopping?.record.best ?? null, seconds, train: last('train')?.values ?? null, validation: last('validation')?.values ?? null });
    if (interrupted) output.status = interrupt.status()!;
    session.dispose();
  },
};
