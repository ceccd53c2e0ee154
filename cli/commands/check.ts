import { analyse } from '@/graph-engine/analysis/analyse';
import { printable } from '@/graph-engine/diagnostics/printable';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { printPortType } from '@/graph-engine/document/port-type';
import { Failure } from '../failure';
import { table } from '../table';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

export const check: CliCommand<object> = {
  usage: 'check <document|template>',
  description: 'diagnostics, shapes and parameter counts; status 1 when there are errors',
  options() {},
  async run([name], _options, output) {
    const { document } = await readTarget(name!, output);
    const analysis = analyse(document);
    const nodes = Object.values(document.nodes).map((node) => {
      const { types, parameters } = analysis.nodes[node.id]!;
      return { id: node.id, name: node.name, kind: node.kind, parameters, outputs: Object.fromEntries(Object.entries(types).map(([port, type]) => [port, printPortType(type)])) };
    });
    const outputsOf = (outputs: Readonly<Record<string, string>>): string => Object.entries(outputs).map(([port, type]) => `${port}: ${type}`).join(', ');
    output.print(
      table([
        ['node', 'kind', 'parameters', 'outputs'],
        ...nodes.map(({ name, kind, parameters, outputs }) => [name, kind, parameters, outputsOf(outputs)]),
        ['in all', '', analysis.parameters],
      ]),
    );
    const diagnostics = analysis.diagnostics.map((diagnostic) => ({ ...diagnostic, fixes: (diagnostic.fixes ?? []).map(({ label }) => label), ...printDiagnostic(diagnostic) }));
    for (const { severity, at, message, cure, fixes } of diagnostics) {
      output.print(`\n${severity}${at.node ? ` in ${printable(document.nodes[at.node]?.name ?? at.node)}` : ''}: ${message} ${cure}`);
      for (const label of fixes) output.print(`  - ${printable(label)}`);
    }
    output.result({ sound: analysis.sound, parameters: analysis.parameters, nodes, diagnostics });
    const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
    if (!analysis.sound) throw new Failure(errors === 1 ? 'There is 1 error: the document cannot be trained.' : `There are ${errors} errors: the document cannot be trained.`);
    if (diagnostics.length === 0) output.print('\nNothing to report.');
  },
};
