import { analyse } from '@/graph-engine/analysis/analyse';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { printPortType } from '@/graph-engine/document/port-type';
import { Failure } from '../failure';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

export const check: CliCommand<object> = {
  usage: 'check <document|template>',
  description: 'diagnostics, shapes and parameter counts; status 1 when there are errors',
  options() {},
  async run([name], _options, output) {
    const { document } = readTarget(name!);
    const analysis = analyse(document);
    const nodes = Object.values(document.nodes).map((node) => {
      const { types, parameters } = analysis.nodes[node.id]!;
      return { id: node.id, name: node.name, kind: node.kind, parameters, outputs: Object.fromEntries(Object.entries(types).map(([port, type]) => [port, printPortType(type)])) };
    });
    for (const node of nodes) {
      const outputs = Object.entries(node.outputs).map(([port, type]) => `${port}: ${type}`).join(', ');
      output.print(`${node.name.padEnd(20)} ${String(node.parameters).padStart(10)}  ${outputs}`);
    }
    output.print(`${'parameters'.padEnd(20)} ${String(analysis.parameters).padStart(10)}`);
    const diagnostics = analysis.diagnostics.map((diagnostic) => ({ ...diagnostic, fixes: undefined, ...printDiagnostic(diagnostic) }));
    for (const { severity, at, message, cure } of diagnostics) output.print(`${severity}: ${at.node ? `${document.nodes[at.node]?.name ?? at.node}: ` : ''}${message} ${cure}`);
    output.result({ sound: analysis.sound, parameters: analysis.parameters, nodes, diagnostics });
    if (!analysis.sound) throw new Failure('The document has errors.');
  },
};
