import { columnKindOf } from '@/graph-engine/data/columns/registry';
import type { ColumnSettings } from '@/graph-engine/data/columns/settings';
import type { Seen } from '@/graph-engine/data/columns/definition';
import type { Opened } from '@/graph-engine/data/opened';
import { describeTable } from '@/graph-engine/data/facts/describe-table';
import { mustBeInMemory } from '@/graph-engine/data/rows/in-memory';
import { isFeature } from '@/graph-engine/data/columns/layout';
import { seemsIdentifier } from '@/graph-engine/data/tables/scan-warnings';
import { firstTexts } from '@/graph-engine/data/text/texts';
import { printable } from '@/graph-engine/diagnostics/printable';
import { openDataPath } from '../load-data';
import { options } from '../options';
import { readingOf } from '../reading-option';
import { chosenColumns, type TableChoices } from '../table-options';
import { table, type Cell } from '../table';
import type { CliCommand } from './definition';

/** Names that are listed. */
const MOST = 8;

interface Described {
  readonly name: string;
  readonly kind: string;
  readonly preparation: string | null;
  readonly missing: number;
  readonly distinct: number | null;
  readonly minimum: number | null;
  readonly maximum: number | null;
  /** Of a category or a label, with how many rows each has. */
  readonly values: Readonly<Record<string, number>> | null;
}

function described({ name, kind, preparation }: ColumnSettings, { missing, numbers, minimum, maximum, values }: Seen): Described {
  const { kept, preparations } = columnKindOf(kind);
  return {
    name,
    kind,
    preparation: preparation ?? preparations[0] ?? null,
    missing,
    distinct: values?.size ?? null,
    minimum: numbers > 0 ? minimum : null,
    maximum: numbers > 0 ? maximum : null,
    values: kept === 'codes' && values ? Object.fromEntries(values) : null,
  };
}
const holds = ({ kind, minimum, maximum, distinct, values }: Described): string => {
  if (kind === 'number') return `${minimum} … ${maximum}`;
  if (!values) return distinct === null ? '' : `${distinct} values`;
  const names = Object.entries(values).sort(([, a], [, b]) => b - a);
  return `${names.slice(0, MOST).map(([one, rows]) => `${one} ${rows}`).join(', ')}${names.length > MOST ? `, … (${names.length})` : ''}`;
};

/** Extremes of a picture's or an array's numbers, as the file has them. */
function extremes({ table }: Opened): readonly [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of mustBeInMemory(table).values) {
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

interface Warning {
  readonly kind: string;
  readonly column?: string;
  readonly text: string;
}
/** As the studio warns, of all rows. */
function warningsOf({ table: items, columns, scan }: Opened): readonly Warning[] {
  if (!scan) return [];
  const all = Uint32Array.from({ length: items.count }, (_, row) => row);
  const none = new Uint32Array();
  const { warnings } = describeTable(items, { scaling: 'as-is', limits: 'found', unsigned: false, columns }, { train: all, validation: none, test: none });
  const identifiers = columns.filter((settings, place) => isFeature(settings) && scan.seen[place] && seemsIdentifier(scan.seen[place]));
  return [...warnings, ...identifiers.map(({ name }) => ({ kind: 'identifier', column: name, text: `${name} is a whole number that differs in every row: it may be an identifier, which gives rows away. Leave it out if it is.` }))];
}

export const data: CliCommand<TableChoices> = {
  usage: 'data <file>',
  description: 'what a file or folder holds: columns with their kinds and ranges, or the shape of its items, and what should be known of it',
  options(command) {
    command.addOption(options.reading()).addOption(options.preset()).addOption(options.columns()).addOption(options.label());
  },
  async run([path], given, output) {
    const opened = await openDataPath(path!, { ...(given.reading === undefined ? {} : readingOf(given.reading)), adjust: chosenColumns(given) });
    const { table: items, columns, scan, preset, kind } = opened;
    const about = scan ? columns.map((settings, place) => described(settings, scan.seen[place]!)) : [];
    const warnings = warningsOf(opened);
    const [minimum, maximum] = scan || items.text ? [null, null] : extremes(opened);
    const what = items.text ? `${items.count.toLocaleString('en')} texts of at most ${items.shape[0]!.toLocaleString('en')} ${items.text.tokens}` : scan ? `${items.count.toLocaleString('en')} rows of ${columns.length} columns (${scan.how})` : `${items.count.toLocaleString('en')} ${{ pictures: 'pictures', sounds: 'recordings', arrays: 'items', table: 'rows', text: 'texts' }[kind]} of ${items.shape.join(' × ')}, from ${minimum} to ${maximum}`;
    const classes = items.labels && !scan ? `, ${items.labelNames ? `classes ${items.labelNames.slice(0, MOST).join(', ')}` : 'with labels'}` : '';
    const rows: Cell[][] = about.length > 0 ? [['column', 'kind', 'preparation', 'missing', ''], ...about.map((one): Cell[] => [one.name, one.kind, one.preparation ?? '', one.missing === 0 ? '' : String(one.missing), holds(one)])] : [];
    const texts = firstTexts(items, MOST);
    output.print([`${items.name}: ${what}${classes}`, ...texts.map((one) => `  ${printable(one)}`), ...(preset ? [`These are the columns of ${preset.title}. ${preset.protocol ?? ''}`] : []), ...(rows.length > 0 ? [table(rows)] : [])].join('\n'));
    for (const { text } of items.notes ?? []) output.note(text, 'data.file-note');
    for (const { kind: code, text } of warnings) output.note(text, `data.${code}`);
    output.result({ name: items.name, kind, rows: items.count, how: scan?.how ?? null, shape: items.shape, preset: preset?.id ?? null, label: items.labelColumn ?? null, labels: items.labelNames, ...(scan ? { columns: about } : items.text ? { tokens: items.text.tokens, vocabulary: items.text.vocabulary.length, texts } : { minimum, maximum }), warnings });
  },
};
