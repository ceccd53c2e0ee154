import { writeFileSync } from 'node:fs';
import { sizeOf } from '@/graph-engine/document/shape';
import { findRoles } from '@/graph-engine/inspect/roles';
import { tapsOf } from '@/graph-engine/training/views/model';
import { Failure } from '../failure';
import { openSession } from '../open-session';
import { readTrained } from '../target';
import type { CliCommand } from './definition';

interface EncodeOptions {
  readonly data: string;
  readonly out: string;
  readonly items?: string;
  readonly backend: string;
}

export const encode: CliCommand<EncodeOptions> = {
  usage: 'encode <dir>',
  description: 'the code of each item as a row of a CSV file, with its label where there is one',
  options(command) {
    command
      .requiredOption('--data <path>', 'IDX file or a folder of them')
      .requiredOption('--out <file>', 'CSV file to write')
      .option('--items <from:to>', 'part of the data')
      .option('--backend <name>', 'wasm or cpu', 'wasm');
  },
  async run([directory], options, output) {
    const { document, weights } = readTrained(directory!);
    const session = await openSession(document, options, output, weights);
    const roles = findRoles(session.document, session.analysis);
    if (!roles.code || !roles.data) throw new Failure('No code leads to a reconstruction in this document, so there is nothing to encode to.');
    const rows = session.allRows();
    const [codes] = await tapsOf({ session, roles }, [roles.code.tap], rows);
    const size = sizeOf(codes!.shape);
    const { labels, count } = session.feeds.get(roles.data.node)!.table;
    const header = ['item', ...(labels ? ['label'] : []), ...Array.from({ length: size }, (_, i) => `code_${i + 1}`)];
    const lines = Array.from({ length: count }, (_, i) => [i, ...(labels ? [labels[i]!] : []), ...codes!.values.subarray(i * size, (i + 1) * size)].join(','));
    writeFileSync(options.out, `${[header.join(','), ...lines].join('\n')}\n`);
    output.print(`${count} codes of ${size} dimensions, written to ${options.out}`);
    output.result({ out: options.out, items: count, dimensions: size });
    session.dispose();
  },
};
