import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../failure';
import { SHARED_END, summaryOf, type RunSummary } from '../run-summary';
import { table, type Cell } from '../table';
import type { CliCommand } from './definition';

const help = `
A run is a folder that \`hourglass train\` wrote, or a file that was shared (*${SHARED_END}). DIR itself is looked at, and what lies in it down to three folders below.
Without DIR, where you are.
The loss is that of the last validation, or of the last step where nothing is held out; “best” is the lowest held-out loss, and the step of the weights
that are kept for it (\`--at best\`). The newest come first.`;

const DEPTH = 3;
/** Folders that are looked into at most, so that a disk is not gone through by mistake. */
const MOST = 20_000;

interface Found {
  readonly runs: readonly RunSummary[];
  readonly unread: readonly { readonly folder: string; readonly reason: string }[];
}
async function runsBelow(root: string, isFolder: boolean): Promise<Found> {
  const runs: RunSummary[] = [];
  const unread: { folder: string; reason: string }[] = [];
  let looked = 0;
  const look = async (folder: string, depth: number, isFolder = true): Promise<void> => {
    if (++looked > MOST) throw new Failure(`${root} holds more than ${MOST.toLocaleString('en')} folders. Name one that is nearer to the runs.`);
    try {
      const run = await summaryOf(folder);
      if (run) return void runs.push(run);
      if (depth === 0 || !isFolder) return;
      for (const entry of readdirSync(folder, { withFileTypes: true })) {
        const [isFolderToo, isShared] = [entry.isDirectory() && entry.name !== 'node_modules', entry.isFile() && entry.name.endsWith(SHARED_END)];
        if ((isFolderToo || isShared) && !entry.name.startsWith('.')) await look(join(folder, entry.name), depth - 1, isFolderToo);
      }
    } catch (error) {
      if (looked > MOST) throw error;
      unread.push({ folder, reason: error instanceof Error ? error.message : String(error) });
    }
  };
  await look(root, DEPTH, isFolder);
  return { runs: runs.toSorted((a, b) => (a.written < b.written ? 1 : -1)), unread };
}

const sizeText = (bytes: number): string => (bytes >= 1e6 ? `${(bytes / 1e6).toFixed(1)} MB` : `${Math.ceil(bytes / 1e3)} kB`);
const steps = ({ step, steps: whole }: RunSummary): string => `${step ?? '–'}${whole !== null && whole !== step ? ` of ${whole}` : ''}`;
const row = (run: RunSummary): Cell[] => {
  const { best } = run;
  const loss = (run.validation ?? run.train)?.['loss'];
  return [run.folder, run.document, run.seed ?? '–', steps(run), loss ?? '–', run.validation ? 'held out' : run.train ? 'training' : '', best ? `${best.loss.toPrecision(5)} at ${best.step}` : '–', run.data ?? '–', sizeText(run.bytes), run.written.slice(0, 16).replace('T', ' ')];
};

export const runs: CliCommand<object> = {
  usage: 'runs [dir]',
  description: 'list the runs and shared files in a folder: document, seed, steps, loss, fingerprint of the data, date',
  options(command) {
    command.addHelpText('after', help);
  },
  async run([root = '.'], _options, output) {
    const place = statSync(root, { throwIfNoEntry: false });
    if (!place?.isDirectory() && !(place?.isFile() && root.endsWith(SHARED_END))) throw new Failure(`There is no folder ${root}.`);
    const { runs: found, unread } = await runsBelow(root, place.isDirectory());
    for (const { folder, reason } of unread) output.note(`${folder} cannot be looked at: ${reason}`, 'runs.unread');
    output.print(found.length === 0 ? `${root} holds no runs. \`hourglass train DOCUMENT --out DIR\` makes one.` : table([['folder', 'document', 'seed', 'steps', 'loss', '', 'best', 'data', 'size', 'written'], ...found.map(row)]));
    output.result({ runs: found });
  },
};
