/**
 * A folder is a case: `graph.hourglass.json`, and what is made of it. `HOURGLASS_GOLDEN=write` writes the expected texts anew; read the difference
 * before you commit it.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import { analyse } from '../analysis/analyse';
import { catalogue } from '../catalogue';
import { printDiagnostic } from '../diagnostics/print';
import { printPortType } from '../document/port-type';
import { openDocument } from '../document/open';
import { saveDocument } from '../document/save';
import type { HourglassDocument } from '../document/types';
import { lower } from '../program/lower';
import { printProgram } from '../program/print';
import { learners, trainStep } from '../program/train-step';

const folder = fileURLToPath(new URL('.', import.meta.url));
const writing = process.env['HOURGLASS_GOLDEN'] === 'write';

function analysisText(document: HourglassDocument): string {
  const analysis = analyse(document);
  const nodes = analysis.order.flatMap((id) => {
    const node = analysis.nodes[id]!;
    const ports = Object.entries(node.types).map(([port, type]) => `  ${port}: ${printPortType(type)}`);
    const layers = node.stack?.layers.map((layer) => `  ${layer.kind} [${layer.input.join(', ')}] → ${layer.output ? `[${layer.output.join(', ')}]` : '?'}, ${layer.parameters} parameters`) ?? [];
    return [`${id}: ${node.parameters} parameters`, ...layers, ...ports];
  });
  const messages = analysis.diagnostics.map((diagnostic) => {
    const { message, cure } = printDiagnostic(diagnostic);
    const fixes = diagnostic.fixes?.map((fix) => `\n  fix: ${fix.label}`).join('') ?? '';
    return `${diagnostic.severity} ${diagnostic.code} at ${Object.values(diagnostic.at).join(' ')}: ${message} ${cure}${fixes}`;
  });
  return `${[...nodes, ...messages].join('\n')}\n`;
}
function programText(document: HourglassDocument): string | null {
  const analysis = analyse(document);
  if (!analysis.sound) return null;
  const players = learners(document, lower(document, analysis, { batch: 4, mode: 'train' }));
  return players.map((player) => `# ${player.id}\n${printProgram(trainStep(document, analysis, 4, player, 100).program)}`).join('\n');
}
/** Compares with the file, or writes it. */
function agrees(path: string, text: string): void {
  if (writing) writeFileSync(path, text);
  expect(existsSync(path), `${path} is missing; HOURGLASS_GOLDEN=write makes it`).toBe(true);
  expect(text).toBe(readFileSync(path, 'utf8'));
}

const cases = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && entry.name !== 'templates' ? [entry.name] : []));

describe.each(cases)('golden %s', (name) => {
  const path = `${folder}${name}/`;
  const text = readFileSync(`${path}graph.hourglass.json`, 'utf8');
  const opened = openDocument(text, catalogue);
  if (!opened.ok) throw new Error(`${name} cannot be opened: ${opened.problems[0]?.message}`);
  it('keeps the file as it is', () => expect(saveDocument(opened.document)).toBe(text));
  it('gives the expected types and messages', () => agrees(`${path}analysis.txt`, analysisText(opened.document)));
  it('gives the expected program, or none', () => {
    const program = programText(opened.document);
    if (program === null) expect(existsSync(`${path}program.txt`)).toBe(false);
    else agrees(`${path}program.txt`, program);
  });
});

describe.each(Object.keys(templates) as (keyof typeof templates)[])('golden template %s', (id) => {
  const path = `${folder}templates/${id}`;
  mkdirSync(`${folder}templates`, { recursive: true });
  const document = templates[id].create();
  it('gives the expected types', () => agrees(`${path}.analysis.txt`, analysisText(document)));
  it('gives the expected program', () => agrees(`${path}.program.txt`, programText(document)!));
});
