import { existsSync, readdirSync, statSync } from 'node:fs';
import { analyseUncured } from '@/graph-engine/analysis/look';
import type { Analysis } from '@/graph-engine/analysis/types';
import { targetOf, targets } from '@/graph-engine/codegen/targets';
import { printable } from '@/graph-engine/diagnostics/printable';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { lower } from '@/graph-engine/program/lower';
import type { Weights } from '@/graph-engine/runtime/device';
import { writeSafetensors } from '@/graph-engine/runtime/safetensors';
import { checkValues } from '@/graph-engine/training/check-values';
import { plainWeights } from '@/graph-engine/training/plain-weights';
import { Session } from '@/graph-engine/training/session';
import { dataNodes } from '@/graph-engine/training/feed';
import { fitOf, parameterLabel } from '@/graph-engine/training/restore';
import { areAtHand } from '../brought-data';
import { expectData, loadData, printNotes, type DataOptions, type Drawing, type Loaded } from '../data';
import { Failure } from '../failure';
import { makeFolder } from '../files';
import { writeTogether } from '../files-together';
import { dataOptions, options } from '../options';
import { readTarget, readTrained, type WeightsOptions } from '../target';
import type { Output } from '../output';
import { useBackend } from '../open-session';
import { withFitted } from '../with-fitted';
import type { CliCommand } from './definition';

interface ExportCommandOptions extends DataOptions, WeightsOptions {
  readonly target: string;
  readonly out: string;
  readonly force?: boolean;
}

function refuseUnlessEmpty(out: string, force: boolean): void {
  if (!existsSync(out)) return;
  if (!statSync(out).isDirectory()) throw new Failure(`${out} is a file; --out takes a folder.`);
  if (!force && readdirSync(out).length > 0) throw new Failure(`${out} is not empty. Choose another folder, or write over its files with --force.`);
}

/** @throws Failure when the model has changed since it was trained. */
function refuseMisfit(place: string, document: HourglassDocument, analysis: Analysis, weights: ReadonlyMap<string, Weights>): void {
  const { fresh } = fitOf([lower(document, analysis, { batch: 1, mode: 'infer' }).finish()], weights);
  if (fresh.size === 0) return;
  const missing = [...fresh.values()].map((parameter) => parameterLabel(document, parameter)).join(', ');
  throw new Failure(`The model in ${place} has changed since it was trained: its weights do not hold ${missing}. \`hourglass train ${place} --out ${place}\` keeps the others and trains on.`);
}

/** Data that are neither generated, nor brought, nor named on the command line stay out of the project, which then asks for them. */
async function tablesOf({ document, brought }: Drawing, options: DataOptions): Promise<Loaded> {
  return expectData(options) || (areAtHand(document, brought) && dataNodes(document).length > 0) ? loadData(document, options, brought) : { document, data: {} };
}

/** What the model computes for a few items, on the backend that every machine has. */
async function checkOf(loaded: Pick<Loaded, 'document' | 'data'>, weights: ReadonlyMap<string, Weights>, output: Output): Promise<Uint8Array> {
  await useBackend('wasm', output);
  const session = await Session.open(loaded);
  try {
    session.restoreWeights(weights);
    return await checkValues(session);
  } finally {
    session.dispose();
  }
}

export const exportCommand: CliCommand<ExportCommandOptions> = {
  usage: 'export <dir|document|template>',
  description: 'a project in source code that runs without the studio, with the weights where there are some',
  options(command) {
    command
      .requiredOption('--target <name>', Object.keys(targets).join(' or '))
      .addOption(options.out('--out <dir>', 'folder to write'))
      .addOption(options.weights())
      .addOption(options.at())
      .option('--force', 'write into a folder that is not empty')
      .addHelpText('after', '\nA sample of the data, of --data or generated, goes with the project.');
    for (const option of dataOptions('fits')) command.addOption(option);
  },
  async run([name], given, output) {
    const target = targetOf(given.target);
    if (!target) throw new Failure(`--target takes ${Object.keys(targets).join(' or ')}, and got "${given.target}".`, 2);
    refuseUnlessEmpty(given.out, given.force === true);
    const opened = given.weights === undefined && given.at === undefined ? await readTarget(name!, output) : await readTrained(name!, output, given);
    const loaded = await tablesOf(opened, given);
    printNotes(loaded, output);
    const { document, data } = loaded;
    const analysis = analyseUncured(document);
    if (!analysis.sound) {
      const errors = analysis.diagnostics.filter(({ severity }) => severity === 'error');
      const lines = errors.map((diagnostic) => {
        const { message, cure } = printDiagnostic(diagnostic);
        return `  ${diagnostic.at.node ? `${printable(document.nodes[diagnostic.at.node]?.name ?? diagnostic.at.node)}: ` : ''}${message} ${cure}`;
      });
      throw new Failure([`${name} has errors, so there is nothing to export:`, ...lines].join('\n'));
    }
    if (opened.weights) refuseMisfit(name!, document, analysis, opened.weights);
    const complete = opened.weights && (await withFitted({ ...opened, weights: opened.weights }, given, output));
    const weights = complete ? writeSafetensors(plainWeights(complete)) : undefined;
    const exported = { data, ...(weights ? { weights } : {}) };
    const refused = (await target.refusals?.(document, analysis, exported)) ?? [];
    if (refused.length > 0) throw new Failure([`${name} cannot be exported to ${target.title}.`, ...refused.map(({ message }) => printable(message))].join('\n'));
    const generate = await target.load();
    const check = complete && target.checks && dataNodes(document).every(({ id }) => data[id]) ? await checkOf({ document, data }, complete, output) : undefined;
    const { files } = generate(document, analysis, { ...exported, ...(check ? { check } : {}) });
    const undo = makeFolder(given.out);
    try {
      writeTogether(given.out, new Map(files.map((file) => [file.path, 'text' in file ? file.text : file.bytes])));
    } catch (error) {
      undo();
      throw error;
    }
    output.print(`${files.length} files${weights ? ' with the trained weights' : ''}, written to ${given.out}`);
    output.print(`cd ${given.out} && ${target.next(weights !== undefined)}`);
    output.result({ out: given.out, target: given.target, files: files.map(({ path }) => path), weights: weights !== undefined });
  },
};
