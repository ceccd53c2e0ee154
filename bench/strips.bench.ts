/** Trains every template as its card says, and keeps what it shows then, for the cards of the gallery. */
import { parseArgs } from 'node:util';
import { useBackend } from '@/cli/open-session';
import { loadData } from '@/cli/data';
import { runFingerprint } from '@/graph-engine/training/fingerprint';
import { Session } from '@/graph-engine/training/session';
import type { TemplateDefinition } from '@/templates/definition';
import { templates } from '@/templates/registry';
import { save, savedRows, type Row } from './lib/report';
import { stripOf } from './lib/strip-of';
import { trainThrough } from './lib/train-through';

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { steps: { type: 'string' }, missing: { type: 'boolean' }, json: { type: 'boolean' }, save: { type: 'boolean' } } });
const all: Readonly<Record<string, TemplateDefinition>> = templates;
const unknown = positionals.find((name) => !(name in all));
if (unknown !== undefined || (options.steps && options.save)) {
  console.error(unknown !== undefined ? `There is no template "${unknown}". There are: ${Object.keys(all).join(', ')}.` : '--steps tries the bench itself with short runs, whose pictures are not to be kept: leave --save out.');
  process.exit(2);
}
const question = 'What does each template show of held-out items after its own training?';
const saved = new Map(savedRows('strips').map((row) => [row['template'], row['run']]));

async function rowOf(template: TemplateDefinition): Promise<Row> {
  const document = template.create();
  const { data } = await loadData(document, {});
  const session = await Session.open({ document, data });
  await trainThrough(session, Number(options.steps ?? session.totalSteps));
  const strip = await stripOf(session);
  session.dispose();
  // One text, so that a strip takes one line of the file.
  return { template: template.id, run: runFingerprint(document), strip: JSON.stringify(strip) };
}

await useBackend('wasm', { note: (text) => console.error(text) });
const wanted = Object.values(all).filter(({ id, create }) => (positionals.length === 0 || positionals.includes(id)) && !(options.missing && saved.get(id) === runFingerprint(create())));
const rows: Row[] = [];
for (const template of wanted) {
  console.error(template.title);
  rows.push(await rowOf(template));
  // A long run is kept template by template.
  if (options.save) save({ name: 'strips', question, rows: [rows.at(-1)!], key: 'template' });
}
if (options.json) console.log(JSON.stringify({ name: 'strips', question, rows }));
else for (const { template, run, strip } of rows) console.log(`${template}: ${String(strip).length} bytes, of ${run}`);
