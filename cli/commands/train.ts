import { resolve } from 'node:path';
import { unitIn, type Figure } from '@/graph-engine/program/figures';
import { figuresOf } from '@/graph-engine/program/figures-of';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { modelHash, type SavedRun } from '@/graph-engine/exchange/run-files';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { findsTheUnusual, fitBaselines, fitReferences, type FittedScores } from '@/graph-engine/training/anomaly/score-rows';
import type { Metrics } from '@/graph-engine/training/protocol';
import { lengthOf } from '@/graph-engine/training/run-length';
import { Session, type Snapshot } from '@/graph-engine/training/session';
import { Trainer } from '@/graph-engine/training/trainer';
import { loadData, printNotes, type DataOptions, type Loaded } from '../data';
import { Failure } from '../failure';
import { backendFor } from '../fastest-backend';
import { makeFolder } from '../files';
import { differences } from '../going-on';
import { catchInterrupt } from '../interrupt';
import { BoundedMetrics } from '../bounded-metrics';
import { printRemarks, printWarnings, useBackend, type BackendOptions } from '../open-session';
import { dataOptions, options } from '../options';
import type { Output } from '../output';
import { FILES, writeRun } from '../run-folder';
import { enterStage, stageCalled } from '../stage-asked';
import { duration, table, type Cell } from '../table';
import { readTarget, readTrained, type Target, type WeightsOptions } from '../target';
import { weightsFrom } from '../weights-from';
import type { CliCommand } from './definition';

interface TrainOptions extends DataOptions {
  readonly backend: BackendOptions['backend'] | 'auto';
  readonly out: string;
  readonly from?: string;
  readonly weights?: string;
  readonly at?: WeightsOptions['at'];
  readonly epochs?: number;
  readonly steps?: number;
  readonly stage?: string;
  readonly batch?: number;
  readonly accumulate?: number;
  readonly average?: number;
  readonly seed?: number;
  readonly validation?: number;
  readonly checkpoint: number;
}
interface Opened {
  readonly session: Session;
  /** Training goes on until this step. */
  readonly until: number;
  /** No further than the present stage goes. */
  readonly alone?: boolean;
  readonly rows: readonly Metrics[];
}

/** Of a run that begins, `--epochs` and `--steps` are the length, whatever the document says; what is written says the same. In stages, `--epochs` is that of each. */
function withLength(document: HourglassDocument, { epochs, steps }: TrainOptions): HourglassDocument {
  const { training } = document;
  const stages = epochs === undefined ? training.stages : Object.fromEntries(Object.entries(training.stages).map(([id, stage]) => [id, { ...stage, epochs, steps: 0 }]));
  const length = epochs !== undefined ? { epochs, minSteps: 0 } : steps !== undefined ? { epochs: 1, minSteps: steps } : {};
  return { ...document, training: { ...training, ...length, stages } };
}

function withSettings(document: HourglassDocument, given: TrainOptions): HourglassDocument {
  const { training } = document;
  return { ...document, training: { ...training, batchSize: given.batch ?? training.batchSize, accumulate: given.accumulate ?? training.accumulate, averageDecay: given.average ?? training.averageDecay, seed: given.seed ?? training.seed, validationSplit: given.validation ?? training.validationSplit } };
}

async function openTraining(name: string, given: TrainOptions, output: Output): Promise<Opened> {
  const target = await readTarget(name, output);
  const stage = given.stage === undefined ? null : stageCalled(target.document, given.stage, name);
  const opened = await openWhole(name, target, given, output);
  if (!stage) return opened;
  const { session, rows } = opened;
  const end = await enterStage(session, stage, output);
  return { session, rows, until: given.steps === undefined ? end : Math.min(end, session.step + given.steps), alone: true };
}
async function openWhole(name: string, target: Target, given: TrainOptions, output: Output): Promise<Opened> {
  const brought = given.weights === undefined ? null : await weightsFrom(given.weights, target.document, false, output);
  if (given.at !== undefined && given.from === undefined) throw new Failure('--at says which weights of the folder of --from a new run begins with, and none is named.', 2);
  const from = given.from === undefined ? target : await readTrained(given.from, output, { at: given.at });
  const loaded = await loadData(withSettings(target.document, given), given, target.brought);
  printNotes(loaded, output);
  await useBackend(await backendFor(given.backend, loaded, output), output);
  if (brought) {
    const { document, data } = loaded;
    const session = await Session.open({ document: withLength(document, given), data });
    const { fresh } = await session.restore({ step: 0, seed: 0, parameters: brought.weights, stopping: null }, { sameModel: false, adopts: true });
    output.note(`A new run begins at step 0 with these weights${fresh.length > 0 ? `; these start fresh: ${fresh.join(', ')}` : ''}.`, 'run.weights-taken');
    return { session, until: given.steps ?? session.totalSteps, rows: [] };
  }
  const saved = from.weights && (from.run ?? { snapshot: { step: 0, seed: 0, parameters: from.weights, stopping: null }, record: null, rows: [] });
  if (saved && from.run && from === target && (saved.record?.model ?? modelHash(target.document)) === modelHash(target.document)) {
    const opened = await goOn(loaded, saved, given, output, target.metadata['data']);
    if (opened) return opened;
  }
  const { document, data } = loaded;
  const session = await Session.open({ document: withLength(document, given), data });
  if (saved) await keepWeights(session, saved.snapshot, given.from ?? name, output);
  return { session, until: given.steps ?? session.totalSteps, rows: [] };
}

/** Null where the state of the optimiser is of another one. */
async function goOn({ document, data }: Loaded, saved: SavedRun, given: TrainOptions, output: Output, trainedOn: string | undefined): Promise<Opened | null> {
  const { record } = saved;
  const session = await Session.open(given.stage === undefined ? { document, data, ...(record && { steps: record.steps }) } : { document: withLength(document, given), data });
  const { goesOn } = await session.restore(saved.snapshot);
  if (!goesOn) {
    session.dispose();
    return null;
  }
  const told = (longer: string | null): void => {
    for (const sentence of differences(document, record, longer, { now: dataFingerprint(session.data.tables), before: trainedOn })) output.note(sentence, 'run.differs');
  };
  if (given.stage !== undefined) {
    told(null);
    return { session, until: session.step, rows: saved.rows.filter(({ step }) => step < session.step) };
  }
  const more = given.epochs === undefined ? given.steps : given.epochs * session.stepsPerEpoch;
  const { until, steps } = lengthOf({ step: session.step, planned: session.totalSteps, whole: session.wholeSteps, more });
  const longer = session.lengthen(steps);
  output.note(`Going on after step ${session.step}, until step ${until} of ${steps}.`, 'run.goes-on');
  told(longer);
  return { session, until, rows: saved.rows.filter(({ step }) => step < session.step) };
}

/** A new run begins with the weights that fit. @throws Failure when there is none */
async function keepWeights(session: Session, snapshot: Snapshot, place: string, output: Output): Promise<void> {
  const { kept, fresh } = await session.restore(snapshot, { sameModel: false });
  if (kept === 0) throw new Failure(`None of the weights in ${place} fits this model, by name and shape. To begin without them, train the document itself: \`hourglass train ${place}/${FILES.graph} --out DIR\`.`);
  output.note(`The model is not the one that was trained in ${place}, or its optimizer is another: a new run begins at step 0. ${kept} weights are kept${fresh.length ? `; these start fresh: ${fresh.join(', ')}` : ''}.`, 'run.weights-kept');
}

/** Which weights there are, and what early stopping did; null where nothing is held out. */
function keptText({ stopping, step: now }: Session, totalSteps: number): string | null {
  const record = stopping?.record;
  if (!record?.best) return null;
  const { step, loss } = record.best;
  if (!record.ended) {
    const lowest = `the held-out loss was lowest (${loss.toPrecision(5)})`;
    return step === now ? `The last weights are the best: ${lowest} with them.` : `The best weights, of step ${step}, where ${lowest}, are kept beside the last ones: --at best takes them.`;
  }
  const why = record.ended === 'early' ? `Stopped before step ${totalSteps}: the held-out loss had no new best in ${record.sinceBest} check${record.sinceBest === 1 ? '' : 's'}. ` : '';
  return `${why}The weights are those of step ${step}, where the held-out loss was lowest (${loss.toPrecision(5)}).`;
}

/** The last losses and metrics, a column for each part of the data. */
function lastValues(figures: readonly Figure[], train: Metrics | undefined, validation: Metrics | undefined): string {
  const sets = [train, validation].filter((set) => set !== undefined);
  const names = Object.keys(sets[0]?.values ?? {});
  const rows = names.map((name): Cell[] => [name, ...sets.map(({ values }) => values[name] ?? ''), unitIn(figures, name)]);
  return table([['', ...sets.map(({ set }) => (set === 'train' ? 'last step' : 'validation')), ''], ...rows]);
}

const help = `
Ctrl+C stops after the step that runs, writes what has been trained and ends with status 130; again, it ends at once.
The folder is replaced as a whole, at every checkpoint too: it holds the old run or the new one, also after a crash.
${FILES.metrics} holds a row for each step and each validation; of steps longer ago than 500 it keeps 2,000 at most
(every second, fourth, eighth … step), with the ends of epochs and the validations.

A folder that was trained goes on at the step it names, as if it had never stopped: the same steps, order of items,
schedules, random numbers and state of the optimizer, and its metrics are added to. Without --epochs or --steps, a run
that was interrupted goes on to its end, and one that has ended goes on for as long as its document says. With --epochs N
or --steps N it goes on for N more; within the length that the run was to have, schedules stay as they are. A run that
becomes longer than it was to be has its schedules drawn over the new length, which is said where it changes them.
A document with stages is trained in one after the other, each for its own length; --epochs gives each that length.
--stage NAME trains one alone, with the weights that there are: to go on from its predecessor's, name the folder that
was trained in that. One that was interrupted goes on; any other begins anew, with its copies.
To begin anew, train the document in it: hourglass train DIR/${FILES.graph} --out DIR.
Where the model has changed, the weights that fit by name and shape are kept, and a new run begins with them.`;

export const train: CliCommand<TrainOptions> = {
  usage: 'train <document|template>',
  description: `train, and write ${FILES.graph}, ${FILES.weights} and ${FILES.metrics}`,
  options(command) {
    command
      .addOption(options.out('--out <dir>', 'folder to write'))
      .addOption(options.from())
      .addOption(options.weights().conflicts('from'))
      .addOption(options.at());
    for (const option of dataOptions('fits')) command.addOption(option);
    command
      .addOption(options.epochs())
      .addOption(options.steps().conflicts('epochs'))
      .addOption(options.stage())
      .addOption(options.batch())
      .addOption(options.accumulate())
      .addOption(options.average())
      .addOption(options.seed())
      .addOption(options.validation())
      .addOption(options.checkpoint())
      .addOption(options.trainingBackend())
      .addHelpText('after', help);
  },
  async run([name], given, output) {
    // Made before the training, so that a path that cannot be written costs no time.
    const undo = makeFolder(given.out);
    try {
      const goesOnHere = resolve(name!) === resolve(given.out);
      await trainInto(given.out, await openTraining(name!, given, output), given, output, goesOnHere);
    } catch (error) {
      undo();
      throw error;
    }
  },
};

async function trainInto(out: string, { session, until, alone, rows }: Opened, given: TrainOptions, output: Output, goesOnHere: boolean): Promise<void> {
  session.mustLearn();
  printRemarks(session, output);
  printWarnings(session, output);
  if (session.batch < session.document.training.batchSize) output.note(`A batch is ${session.batch === 1 ? 'the one item' : `all ${session.batch} items`} that there ${session.batch === 1 ? 'is' : 'are'} to train on: fewer than the batch size of ${session.document.training.batchSize}.`, 'batch.small');
  const figures = figuresOf(session.document, session.analysis);
  const log = new BoundedMetrics(session.stepsPerEpoch);
  log.add(rows);
  const first = session.step;
  const data = dataFingerprint(session.data.tables);
  /** Why the newest weights are not on the disk, or null. */
  let unwritten: Failure | null = null;
  let wrote = false;
  // They do not change with the weights.
  let fitted: FittedScores | null = null;
  const scoresNow = async (): Promise<FittedScores | null> => {
    if (!findsTheUnusual(session)) return null;
    fitted ??= fitBaselines(session);
    return new Map([...fitted, ...(await fitReferences(session))]);
  };
  const write = async (snapshot: Snapshot): Promise<void> => {
    // Without a step the folder is what it was: these settings and data would be said of weights that they did not make.
    if (goesOnHere && first > 0 && snapshot.step === first) return;
    const scores = await scoresNow();
    try {
      writeRun(out, session, snapshot, log.rows, data, scores);
      wrote = true;
      unwritten = null;
    } catch (error) {
      if (!(error instanceof Failure)) throw error;
      if (error.message !== unwritten?.message && session.step < until) output.note(`${error.message} Training goes on, and the next checkpoint tries again.`);
      unwritten = error;
    }
  };
  const trainer = new Trainer({
    session,
    checkpointMs: given.checkpoint * 1000,
    clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
    hooks: {
      onMetrics: (more) => log.add(more),
      onProgress: ({ step, epoch, epochs, stages, stepMs, secondsLeft }) => {
        const loss = log.last('train')?.values['loss'];
        const stage = stages.find(({ isNow }) => isNow);
        output.progress(`${stage ? `stage ${stage.name}  ` : ''}epoch ${Math.min(epoch + 1, epochs)}/${epochs}  step ${step}/${until}  loss ${loss?.toPrecision(5) ?? '–'} ${unitIn(figures, 'loss')}  ${stepMs.toFixed(1)} ms per step${step < until && secondsLeft !== null ? `  ${duration(secondsLeft)} left` : ''}`);
      },
      onCheckpoint: write,
    },
  });
  const interrupt = catchInterrupt(() => output.note('Stopping after this step …'));
  const started = performance.now();
  const outcome = await trainer.run(until, () => interrupt.status() !== null, alone);
  interrupt.release();
  const seconds = (performance.now() - started) / 1000;
  if (unwritten) throw new Failure(`${(unwritten as Failure).message} The folder is as it was before, and what was trained after that is lost.`);
  const [train, validation] = [log.last('train'), log.last('validation')];
  if (outcome.kind === 'not-finite') {
    const { message, cure } = printDiagnostic(outcome.diagnostic);
    const nothing = wrote ? `Nothing was learned: ${out} holds start values.` : `Nothing was trained, and nothing was written to ${out}.`;
    throw new Failure(`${message} ${outcome.kept === null ? nothing : `The weights ${outcome.kept === 0 ? 'that it began with' : `of step ${outcome.kept.toLocaleString('en')}`} are in ${out}.`} ${cure}`);
  }
  const interrupted = outcome.kind === 'interrupted';
  const done = interrupted ? `Interrupted after ${session.step} of ${until} steps` : `${session.step} ${session.step === 1 ? 'step' : 'steps'}`;
  const kept = keptText(session, alone ? session.stageEnd : session.totalSteps);
  output.print(`${done} in ${duration(seconds)}, written to ${out}\n${kept ? `${kept}\n` : ''}${lastValues(figures, train, validation)}`);
  output.result({ out, from: first, steps: session.step, interrupted, stoppedEarly: session.stopping?.record.ended === 'early', best: session.stopping?.record.best ?? null, ...(session.stretches.length > 0 && { stages: session.stretches.map(({ name, from, to }) => ({ name, from, to })) }), seconds, train: train?.values ?? null, validation: validation?.values ?? null });
  if (interrupted) output.status = interrupt.status()!;
  session.dispose();
}
