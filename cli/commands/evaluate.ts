import { evaluateModel, type Evaluation } from '@/graph-engine/training/evaluate';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { options } from '../options';
import { table, type Cell } from '../table';
import { readTrained } from '../target';
import type { CliCommand } from './definition';

interface EvaluateOptions extends BackendOptions {
  readonly data?: string;
  readonly items?: string;
  readonly unsigned?: boolean;
}

function rowsOf({ items, terms, meanSquaredError, sumOfSquaredErrorsPerSample, codes }: Evaluation): Cell[][] {
  const { loss, ...others } = terms;
  const rows: Cell[][] = [['items', items]];
  if (loss !== undefined) rows.push(['loss', loss, 'weighted sum of the terms, mean per item']);
  for (const [name, value] of Object.entries(others)) rows.push([name, value, 'unweighted, mean per item']);
  if (meanSquaredError !== undefined) rows.push(['mean squared error', meanSquaredError, 'per value of an item']);
  if (sumOfSquaredErrorsPerSample !== undefined) rows.push(['sum of squared errors', sumOfSquaredErrorsPerSample, 'per item']);
  if (codes) rows.push(['codes in use', codes.used, `of ${codes.of}`], ['perplexity of the codes', codes.perplexity, `at most ${codes.of}`]);
  return rows;
}

export const evaluate: CliCommand<EvaluateOptions> = {
  usage: 'evaluate <dir>',
  description: 'each loss term over the whole set, mean squared error, sum of squared errors per sample, use of the codes',
  options(command) {
    command.addOption(options.data()).addOption(options.items()).addOption(options.unsigned()).addOption(options.backend());
  },
  async run([directory], given, output) {
    const { document, weights } = readTrained(directory!);
    const session = await openTrained(document, weights, given, output);
    const result = await evaluateModel(session);
    output.print(table(rowsOf(result)));
    output.result(result);
    session.dispose();
  },
};
