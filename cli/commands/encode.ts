import { sizeOf } from '@/graph-engine/document/shape';
import { findRoles } from '@/graph-engine/inspect/roles';
import { tapsOf } from '@/graph-engine/training/views/model';
import { Failure } from '../failure';
import { expectWritable, writeWhole } from '../files';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { options } from '../options';
import { readTrained } from '../target';
import type { CliCommand } from './definition';

interface EncodeOptions extends BackendOptions {
  readonly data: string;
  readonly out: string;
  readonly items?: string;
  readonly unsigned?: boolean;
}

export const encode: CliCommand<EncodeOptions> = {
  usage: 'encode <dir>',
  description: 'the code of each item as a row of a CSV file, with its label where there is one',
  options(command) {
    command
      .addOption(options.data().makeOptionMandatory())
      .addOption(options.out('--out <file>', 'CSV file to write'))
      .addOption(options.items())
      .addOption(options.unsigned())
      .addOption(options.layout())
      .addOption(options.labelColumn())
      .addOption(options.backend());
  },
  async run([directory], given, output) {
    const { document, weights } = readTrained(directory!, output);
    expectWritable(given.out);
    const session = await openTrained(document, weights, given, output);
    const roles = findRoles(session.document, session.analysis);
    if (!roles.code || !roles.data) throw new Failure('No code leads to a reconstruction in this document, so there is nothing to encode to.');
    const rows = session.data.allRows();
    const [codes] = await tapsOf({ session, data: session.data }, [roles.code.tap], rows);
    const size = sizeOf(codes!.shape);
    const { labels, count } = session.data.feeds.get(roles.data.node)!.table;
    const header = ['item', ...(labels ? ['label'] : []), ...Array.from({ length: size }, (_, i) => `code_${i + 1}`)];
    const lines = Array.from({ length: count }, (_, i) => [i, ...(labels ? [labels[i]!] : []), ...codes!.values.subarray(i * size, (i + 1) * size)].join(','));
    writeWhole(given.out, `${[header.join(','), ...lines].join('\n')}\n`);
    output.print(`${count.toLocaleString('en')} codes of ${size} numbers each, written to ${given.out}`);
    output.result({ out: given.out, items: count, dimensions: size });
    session.dispose();
  },
};
