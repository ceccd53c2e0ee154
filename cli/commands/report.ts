import { writeReport } from '@/graph-engine/exchange/report/report';
import { pngsOf } from '@/graph-engine/exchange/shared/strip-png';
import { findRoles } from '@/graph-engine/inspect/roles';
import { figuresOf } from '@/graph-engine/program/figures-of';
import { measureBaselines, modelFigure } from '@/graph-engine/training/baselines';
import { dataFingerprint } from '@/graph-engine/training/data-fingerprint';
import { picturesOf } from '@/graph-engine/training/report-pictures';
import { view } from '@/graph-engine/training/views';
import type { DataOptions } from '../data';
import { expectWritable, writeWhole } from '../files';
import type { BackendOptions } from '../open-session';
import { openTrained } from '../open-trained';
import { dataOptions, options } from '../options';
import { readTrained, type WeightsOptions } from '../target';
import type { CliCommand } from './definition';

interface ReportOptions extends BackendOptions, DataOptions, Pick<WeightsOptions, 'at'> {
  readonly out: string;
}

const help = `
One HTML file that opens offline and runs no script: the graph, curves, figures beside baselines, reconstructions and samples, all settings, the seed
and a fingerprint of the data. Light or dark as the reader's system is, and fit to be printed.`;

export const report: CliCommand<ReportOptions> = {
  usage: 'report <dir>',
  description: 'a run as one HTML page: graph, curves, figures beside baselines, pictures, settings',
  options(command) {
    command.addOption(options.out('--out <file>', 'HTML file to write'));
    for (const option of dataOptions('asTrained')) command.addOption(option);
    command.addOption(options.at()).addOption(options.backend()).addHelpText('after', help);
  },
  async run([directory], given, output) {
    const trained = await readTrained(directory!, output, given);
    const { document, metadata, run } = trained;
    expectWritable(given.out);
    const session = await openTrained(trained, given, output);
    const roles = findRoles(session.document, session.analysis);
    const pictures = await picturesOf((request) => view({ session, roles, data: session.data }, request));
    const html = writeReport({
      document,
      name: document.name,
      note: '',
      figures: figuresOf(document, session.analysis),
      rows: run?.rows ?? [],
      baselines: await measureBaselines(session, false),
      model: await modelFigure(session),
      step: run?.snapshot.step ?? 0,
      data: metadata['data'] ?? dataFingerprint(session.data.tables),
      made: new Date(),
      pictures: pngsOf(pictures),
    });
    writeWhole(given.out, html);
    session.dispose();
    output.print(`The report is written to ${given.out}.`);
    output.result({ out: given.out, bytes: Buffer.byteLength(html) });
  },
};
