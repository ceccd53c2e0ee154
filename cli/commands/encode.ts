import { sizeOf, type Shape } from '@/graph-engine/document/shape';
import { itemErrors } from '@/graph-engine/training/item-errors';
import { findRoles } from '@/graph-engine/inspect/roles';
import { tapsOf } from '@/graph-engine/training/views/model';
import { Failure } from '../failure';
import { expectWritable, writeWhole } from '../files';
import type { DataOptions } from '../data';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { dataOptions, options } from '../options';
import { readTrained, type WeightsOptions } from '../target';
import type { CliCommand } from './definition';

interface EncodeOptions extends BackendOptions, DataOptions, WeightsOptions {
  readonly out: string;
  readonly indices?: boolean;
  readonly errors?: boolean;
}

/** `code_1`, `code_2` … or, by place, `index_1_1`, `index_1_2` … */
const columnNames = (name: string, shape: Shape): string[] =>
  shape.length === 0 ? [`${name}_1`] : shape.reduce<string[]>((names, size) => names.flatMap((before) => Array.from({ length: size }, (_, i) => `${before}_${i + 1}`)), [name]);

export const encode: CliCommand<EncodeOptions> = {
  usage: 'encode <dir>',
  description: 'the code of each item as a row of a CSV file, with its label where there is one',
  options(command) {
    command
      .addOption(options.out('--out <file>', 'CSV file to write'))
      .option('--indices', 'of a Codebook the index at each place, of a categorical code the class of each group, counted from 0, in place of numbers')
      .option('--errors', 'a column "error": the sum of squared errors of the reconstruction, whose mean evaluate tells')
      .addOption(options.weights())
      .addOption(options.at())
      .addOption(options.backend());
    for (const option of dataOptions('asTrained')) command.addOption(option);
  },
  async run([directory], given, output) {
    const trained = await readTrained(directory!, output, given);
    expectWritable(given.out);
    const { document } = trained;
    const session = await openTrained(trained, given, output);
    const roles = findRoles(session.document, session.analysis);
    const { code, data, indices } = roles;
    if (!code || !data) throw new Failure('No code leads to a reconstruction in this document, so there is nothing to encode to.');
    if (given.indices && !indices) throw new Failure(`The code of ${document.nodes[code.node]!.name} is made of numbers, which have no indices: --indices needs a Codebook or a categorical Bottleneck.`);
    const wanted = given.indices ? indices! : code;
    const rows = session.data.allRows();
    const context = { session, roles, data: session.data };
    const [codes] = await tapsOf(context, [wanted.tap], rows);
    const errors = given.errors ? await itemErrors(context, rows) : null;
    const size = sizeOf(codes!.shape);
    const { labels, count } = session.data.feeds.get(data.node)!.table;
    const names = given.indices ? columnNames('index', codes!.shape) : columnNames('code', [size]);
    const header = ['item', ...(labels ? ['label'] : []), ...(errors ? ['error'] : []), ...names];
    const lines = Array.from({ length: count }, (_, i) => [i, ...(labels ? [labels[i]!] : []), ...(errors ? [errors[i]!] : []), ...codes!.values.subarray(i * size, (i + 1) * size)].join(','));
    writeWhole(given.out, `${[header.join(','), ...lines].join('\n')}\n`);
    const what = given.indices ? `${size} ${size === 1 ? 'index' : 'indices'} ${codes!.shape.length > 1 ? `(${codes!.shape.join(' × ')}) ` : ''}each, below ${indices!.type.classes}` : `${size} numbers each`;
    output.print(`${count.toLocaleString('en')} codes of ${what}${errors ? ', with their errors' : ''}, written to ${given.out}`);
    output.result({ out: given.out, items: count, dimensions: size, ...(given.indices && { classes: indices!.type.classes, shape: codes!.shape }) });
    session.dispose();
  },
};
