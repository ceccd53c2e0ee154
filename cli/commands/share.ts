import { basename } from 'node:path';
import type { NamedBytes } from '@/graph-engine/data/formats/definition';
import { pngsOf } from '@/graph-engine/exchange/shared/strip-png';
import { writeShared, type SharedDataset, type SharedPicture } from '@/graph-engine/exchange/shared/write-shared';
import { findRoles } from '@/graph-engine/inspect/roles';
import { dataNodes } from '@/graph-engine/training/feed';
import { picturesOf } from '@/graph-engine/training/report-pictures';
import { isUserFault } from '@/graph-engine/training/user-fault';
import { view } from '@/graph-engine/training/views';
import { areAtHand } from '../brought-data';
import { datasetOfFile, type DataOptions } from '../data';
import { Failure } from '../failure';
import { expectWritable, writeWhole } from '../files';
import { readDataFiles } from '../load-data';
import { openTrained } from '../open-trained';
import type { BackendOptions } from '../open-session';
import { dataOptions, options } from '../options';
import type { Output } from '../output';
import { readTrained } from '../target';
import type { Trained } from '../with-fitted';
import type { CliCommand } from './definition';

interface ShareOptions extends DataOptions, BackendOptions {
  readonly out: string;
  readonly withData?: boolean;
}

interface Seen {
  readonly pictures: readonly SharedPicture[];
  /** By the ids of Datasets. */
  readonly items: ReadonlyMap<string, number>;
}
/** What it makes of held-out items and what it draws, where the data are at hand. */
async function look(trained: Trained, given: ShareOptions, output: Output): Promise<Seen> {
  const none: Seen = { pictures: [], items: new Map() };
  if (given.data === undefined && !areAtHand(trained.document, trained.brought)) return none;
  try {
    const session = await openTrained(trained, given, output);
    const roles = findRoles(session.document, session.analysis);
    const pictures = pngsOf(await picturesOf((request) => view({ session, roles, data: session.data }, request)));
    const items = new Map([...session.data.feeds].map(([id, { table }]) => [id, table.count]));
    session.dispose();
    return { pictures, items };
  } catch (error) {
    // A picture is no reason to share nothing.
    if (!(error instanceof Failure) && !isUserFault(error)) throw error;
    output.note(`There is no picture in it of what the model makes: ${error.message}`, 'share.no-picture');
    return none;
  }
}

export const share: CliCommand<ShareOptions> = {
  usage: 'share <dir>',
  description: 'one file that holds a run: the drawing, its weights, the curves and pictures, to be opened in the studio or by these commands',
  options(command) {
    command.addOption(options.out('-o, --out <file>', 'file to write, such as vae.hourglass.zip')).option('--with-data', 'also the data themselves: those of --data, or those that DIR brings as a shared file; without it they stay here');
    for (const option of dataOptions('asTrained')) command.addOption(option);
    command.addOption(options.backend());
  },
  async run([directory], given, output) {
    const target = await readTrained(directory!, output);
    const { document, brought, run, metadata, scores } = target;
    if (given.withData && given.data === undefined && brought.size === 0) throw new Failure('--with-data puts the file of --data into the shared file, and no file is named.', 2);
    if (!run) throw new Failure(`The weights of ${directory} do not say how they came about, so there is no run to share. \`hourglass train ${directory} --out DIR\` makes one.`);
    if (given.data !== undefined) datasetOfFile(document);
    expectWritable(given.out);
    const { pictures, items } = await look(target, given, output);
    const named = given.withData && given.data !== undefined ? await readDataFiles(given.data, given.labels) : null;
    const filesOf = (node: string): readonly NamedBytes[] => named ?? (given.withData ? brought.get(node) : undefined) ?? [];
    const datasets = dataNodes(document).map((node): SharedDataset => ({ node: node.id, name: given.data === undefined ? node.name : basename(given.data), items: items.get(node.id) ?? 0, files: filesOf(node.id) }));
    const { snapshot, record, rows } = run;
    const steps = record?.steps ?? snapshot.step;
    const bytes = await writeShared({
      document,
      run: { run: { document, totalSteps: steps, wholeSteps: record?.whole ?? steps, batch: record?.batch ?? document.training.batchSize }, snapshot, rows, data: metadata['data'] ?? '', scores },
      weights: null,
      pictures,
      datasets,
    });
    writeWhole(given.out, bytes);
    output.print(`${given.out} holds the drawing, the weights of step ${snapshot.step.toLocaleString('en')}, the curves${pictures.length > 0 ? `, pictures of ${pictures.map(({ name }) => basename(name, '.png')).join(' and ')}` : ''}${given.withData ? ' and the data' : ''}.`);
    if (!given.withData) output.print('Not in it: the data. Their fingerprint is, so that others are told from them.');
    output.result({ out: given.out, step: snapshot.step, pictures: pictures.length, data: given.withData === true });
  },
};
