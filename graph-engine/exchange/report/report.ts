/** A run as one page of HTML that needs nothing else: no script, nothing fetched, light or dark as the reader's system, and fit to be printed. */
import type { HourglassDocument } from '../../document/types';
import { baselineSentence, unitOfFigure } from '../../inspect/baselines/sentence';
import type { Baselines } from '../../inspect/baselines/types';
import { settingsOf, type Setting } from '../../inspect/settings';
import { figureWords, type Figure } from '../../program/figures';
import type { Metrics } from '../../training/protocol';
import { figure as printFigure } from '../../training/text-table';
import { toBase64 } from '../base64';
import { chartsHtml } from './charts';
import { drawingOf } from './drawing';
import { escaped } from './escape';
import { sheet } from './sheet';
import { versions } from './versions';

export interface ReportPicture {
  readonly title: string;
  /** A PNG file. */
  readonly bytes: Uint8Array;
}
export interface RunToReport {
  readonly document: HourglassDocument;
  /** As the user calls it; the name of the document otherwise. */
  readonly name: string;
  readonly note: string;
  readonly figures: readonly Figure[];
  readonly rows: readonly Metrics[];
  readonly baselines: Baselines | null;
  /** In the term and the unit of the baselines; null where nothing is known. */
  readonly model: number | null;
  readonly step: number;
  /** Fingerprint of what it was trained on. */
  readonly data: string;
  /** When the report was made. */
  readonly made: Date;
  readonly pictures: readonly ReportPicture[];
}

const row = (cells: readonly string[], kind: 'td' | 'th' = 'td'): string => `<tr>${cells.map((cell, i) => (i === 0 ? `<th scope="${kind === 'th' ? 'col' : 'row'}">${cell}</th>` : `<${kind}>${cell}</${kind}>`)).join('')}</tr>`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]): string => `<table><thead>${row(head.map(escaped), 'th')}</thead><tbody>${rows.map((cells) => row(cells.map(escaped))).join('')}</tbody></table>`;

function figuresHtml({ figures, rows, baselines, model }: RunToReport): string {
  const [train, validation] = (['train', 'validation'] as const).map((set) => rows.findLast((one) => one.set === set)?.values ?? {});
  const names = [...new Set([...Object.keys(train!), ...Object.keys(validation!)])];
  const cell = (value: number | undefined): string => (value === undefined ? '–' : printFigure(value, 4));
  const last = names.map((name) => [figureWords(name), cell(train![name]), cell(validation![name]), figures.find((one) => one.name === name)?.unit ?? '']);
  const beside = baselines ? [...(model === null ? [] : [['this model', printFigure(model, 4), baselines.unit]]), ...baselines.figures.map((one) => [one.title, printFigure(one.value, 4), unitOfFigure(baselines, one)])] : [];
  return [
    last.length > 0 ? table(['Last values', 'last step', 'held out', 'unit'], last) : '',
    beside.length > 0 ? table([`${baselines!.term}, ${baselines!.judged.toLocaleString('en')} items ${baselines!.heldOut ? 'held out' : 'trained on'}`, 'figure', 'unit'], beside) : '',
  ].join('');
}
function settingsHtml(document: HourglassDocument): string {
  const places = new Map<string, Setting[]>();
  for (const setting of settingsOf(document)) places.set(setting.place, [...(places.get(setting.place) ?? []), setting]);
  return [...places].map(([place, settings]) => `<section><h3>${escaped(place)}</h3><dl>${settings.map(({ label, value, isSet }) => `<div${isSet ? ' class="set"' : ''}><dt>${escaped(label)}</dt><dd>${escaped(value)}</dd></div>`).join('')}</dl></section>`).join('');
}

export function writeReport(run: RunToReport): string {
  const { document, name, note, baselines, model, step, data, made, pictures } = run;
  const sentence = baselines && model !== null ? baselineSentence(baselines, model) : '';
  const facts = [`${step.toLocaleString('en')} steps`, `seed ${document.training.seed}`, `data ${data}`, made.toISOString().slice(0, 16).replace('T', ' ')];
  const shown = pictures.map(({ title, bytes }) => `<figure class="picture"><figcaption>${escaped(title)}</figcaption><img alt="${escaped(title)}" src="data:image/png;base64,${toBase64(bytes)}"></figure>`).join('');
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; img-src data:">
<title>${escaped(name)}</title><style>${sheet}</style></head>
<body><header><p>Hourglass · ${escaped(document.name)}</p><h1>${escaped(name)}</h1>${sentence ? `<p class="claim">${escaped(sentence)}</p>` : ''}<p>${facts.map(escaped).join(' · ')}</p>${note ? `<p class="note">${escaped(note)}</p>` : ''}</header>
<main><section><h2>Graph</h2><div class="wide">${drawingOf(document)}</div></section>
${shown ? `<section><h2>What it makes</h2>${shown}</section>` : ''}
${run.rows.length > 0 ? `<section><h2>Curves</h2><div class="charts">${chartsHtml(run.rows, run.figures, baselines)}</div></section>` : ''}
<section><h2>Figures</h2>${figuresHtml(run)}</section>
<section><h2>Settings</h2><p>Bold: not as they are when nobody sets them.</p><div class="settings">${settingsHtml(document)}</div></section></main>
<footer>Made by Hourglass ${versions.studio}, document version ${document.version}. Baselines are fitted on training items and judged on the same items as the model.</footer></body></html>
`;
}
