import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { saveDocument } from '@/graph-engine/document/save';
import { writeSafetensors } from '@/graph-engine/runtime/safetensors';
import type { Metrics } from '@/graph-engine/training/protocol';
import { Trainer } from '@/graph-engine/training/trainer';
import { Failure } from '../failure';
import { openSession } from '../open-session';
import { FILES, readTarget } from '../target';
import type { CliCommand } from './definition';

interface TrainOptions {
  readonly out: string;
  readonly data?: string;
  readonly items?: string;
  readonly epochs?: number;
  readonly steps?: number;
  readonly batch?: number;
  readonly seed?: number;
  readonly validation?: number;
  readonly backend: string;
}

export const train: CliCommand<TrainOptions> = {
  usage: 'train <document|template>',
  description: `train, and write ${FILES.graph}, ${FILES.weights} and ${FILES.metrics}`,
  options(command) {
    command
      .requiredOption('--out <dir>', 'folder to write')
      .option('--data <path>', 'IDX file or a folder of them, instead of the data of the document')
      .option('--items <from:to>', 'part of the data, such as 0:10000')
      .option('--epochs <n>', 'passes over the data', Number)
      .option('--steps <n>', 'steps, instead of epochs', Number)
      .option('--batch <n>', 'rows in a batch', Number)
      .option('--seed <n>', 'seed of weights, order and noise', Number)
      .option('--validation <share>', 'share of the data held out, 0 to 0.5', Number)
      .option('--backend <name>', 'wasm or cpu', 'wasm');
  },
  async run([name], options, output) {
    if (options.epochs !== undefined && options.steps !== undefined) throw new Failure('--epochs and --steps exclude each other.', 2);
    const { document, weights } = readTarget(name!);
    const training = {
      ...document.training,
      epochs: options.epochs ?? document.training.epochs,
      batchSize: options.batch ?? document.training.batchSize,
      seed: options.seed ?? document.training.seed,
      validationSplit: options.validation ?? document.training.validationSplit,
    };
    const session = await openSession({ ...document, training }, options, output, weights);
    // Made before the training, so that a path that cannot be written costs no time.
    mkdirSync(options.out, { recursive: true });
    const rows: Metrics[] = [];
    const started = performance.now();
    const write = async (): Promise<void> => {
      const { parameters, step } = await session.snapshot();
      writeFileSync(join(options.out, FILES.graph), saveDocument(session.document));
      writeFileSync(join(options.out, FILES.weights), writeSafetensors(parameters, { step: String(step) }));
      writeFileSync(join(options.out, FILES.metrics), `${JSON.stringify({ document: session.document.name, steps: session.step, rows }, null, 1)}\n`);
    };
    const trainer = new Trainer({
      session,
      readEvery: 1,
      checkpointMs: Infinity,
      clock: { now: () => performance.now(), breathe: () => new Promise((resolve) => setImmediate(resolve)) },
      hooks: {
        onMetrics: (more) => void rows.push(...more),
        onProgress: ({ step, steps, epoch, epochs, secondsLeft }) => {
          const loss = rows.at(-1)?.values['loss'];
          output.progress(`epoch ${Math.min(epoch + 1, epochs)}/${epochs}  step ${step}/${steps}  loss ${loss?.toPrecision(5) ?? '–'}  ${Math.ceil(secondsLeft)} s left`);
        },
        onCheckpoint: write,
      },
    });
    const outcome = await trainer.run(options.steps ?? session.totalSteps, () => false);
    output.progress('\n');
    const seconds = (performance.now() - started) / 1000;
    const last = (set: Metrics['set']): object | null => rows.findLast((row) => row.set === set)?.values ?? null;
    if (outcome.kind === 'not-finite') {
      const node = outcome.node ? session.document.nodes[outcome.node]?.name : null;
      throw new Failure(`At step ${outcome.step} a value was not finite${node ? `, first in ${node}` : ''} (${outcome.what}). The last good weights are in ${options.out}. Lower the learning rate, or clip the gradient.`);
    }
    output.print(`${session.step} steps in ${seconds.toFixed(1)} s, written to ${options.out}`);
    output.print(JSON.stringify({ train: last('train'), validation: last('validation') }, null, 2));
    output.result({ out: options.out, steps: session.step, seconds, train: last('train'), validation: last('validation') });
    session.dispose();
  },
};
