import { evaluateModel } from '@/graph-engine/training/evaluate';
import { openSession } from '../open-session';
import { readTrained } from '../target';
import type { CliCommand } from './definition';

interface EvaluateOptions {
  readonly data?: string;
  readonly items?: string;
  readonly backend: string;
}

export const evaluate: CliCommand<EvaluateOptions> = {
  usage: 'evaluate <dir>',
  description: 'each loss term over the whole set, mean squared error, sum of squared errors per sample, use of the codes',
  options(command) {
    command
      .option('--data <path>', 'IDX file or a folder of them, instead of the data of the document')
      .option('--items <from:to>', 'part of the data, such as 10000:60000')
      .option('--backend <name>', 'wasm or cpu', 'wasm');
  },
  async run([directory], options, output) {
    const { document, weights } = readTrained(directory!);
    const session = await openSession(document, options, output, weights);
    const result = await evaluateModel(session);
    for (const [name, value] of Object.entries(result)) output.print(`${name}: ${typeof value === 'object' ? JSON.stringify(value) : value}`);
    output.result(result);
    session.dispose();
  },
};
