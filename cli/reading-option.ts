/** How a file is to be read where it is not to be guessed: `--reading size=24x28,colour=grey`, `--reading pattern={digit}_{speaker}_{take},bands=40` or `--reading delimiter=;,header=no`. */
import { parseReading, type FileReading } from '@/graph-engine/data/file-reading';
import { soundFault } from '@/graph-engine/data/sounds/options';
import { textItemIds, type TextItem } from '@/graph-engine/data/text/items/registry';
import { textLimits, type TextOptions } from '@/graph-engine/data/text/reading';
import { tokenKindIds, type TokenKind } from '@/graph-engine/data/text/tokens/registry';
import { Failure } from './failure';

interface Way {
  readonly usage: string;
  read(value: string): FileReading | null;
}
const whole = (text: string): number | null => (/^\d+$/.test(text) && Number(text) > 0 ? Number(text) : null);
const sides = (text: string): { readonly width: number; readonly height: number } | null => {
  const [width, height] = text.split('x').map(whole);
  return width && height ? { width, height } : null;
};
const isOneOf = (value: string, ...of: readonly string[]): boolean => of.includes(value);
const pictures = (part: FileReading['pictures'] | null): FileReading | null => (part ? { pictures: part } : null);
const sounds = (part: FileReading['sounds'] | null): FileReading | null => (part ? { sounds: part } : null);
const amount = (text: string): number | null => (/^\d+(\.\d+)?$/.test(text) ? Number(text) : null);
const soundNumber = (name: 'rate' | 'window' | 'hop' | 'bands' | 'depth' | 'frames', unit: string): Way => ({ usage: `${name}=${unit}`, read: (value) => sounds(amount(value) === null ? null : { [name]: amount(value)! }) });
const table = (part: FileReading['table'] | null): FileReading | null => (part ? { table: part } : null);
const text = (part: TextOptions | null): FileReading | null => (part ? { text: part } : null);
const textNumber = (name: 'most' | 'places', usage: string): Way => ({ usage, read: (value) => text(within(value, textLimits[name]) ? { [name]: Number(value) } : null) });
const within = (value: string, [least, most]: readonly [number, number]): boolean => /^\d+$/.test(value) && Number(value) >= least && Number(value) <= most;
const yes = (value: string): boolean | null => (value === 'yes' ? true : value === 'no' ? false : null);

const ways: Readonly<Record<string, Way>> = {
  size: { usage: 'size=WIDTHxHEIGHT', read: (value) => pictures(sides(value)) },
  colour: { usage: 'colour=grey|colour', read: (value) => pictures(isOneOf(value, 'grey', 'colour') ? { colour: value as 'grey' } : null) },
  fit: { usage: 'fit=crop|stretch|pad', read: (value) => pictures(isOneOf(value, 'crop', 'stretch', 'pad') ? { fit: value as 'crop' } : null) },
  tile: { usage: 'tile=WIDTHxHEIGHT', read: (value) => pictures(sides(value) ? { tile: sides(value)! } : null) },
  rows: { usage: 'rows=WIDTHxHEIGHT (each row of pixels is a picture)', read: (value) => pictures(sides(value) ? { rows: sides(value)! } : null) },
  patches: {
    usage: 'patches=SIZE:EACH',
    read(value) {
      const [size, perPicture] = value.split(':').map(whole);
      return size && perPicture ? { pictures: { patches: { size, perPicture, seed: 1 } } } : null;
    },
  },
  pattern: { usage: 'pattern={FIELD}_{FIELD} (of the names of recordings)', read: (value) => sounds({ pattern: value }) },
  label: { usage: 'label=FIELD', read: (value) => sounds(value === '' ? null : { label: value }) },
  rate: soundNumber('rate', 'HZ'),
  window: soundNumber('window', 'MS'),
  hop: soundNumber('hop', 'MS'),
  bands: soundNumber('bands', 'N'),
  depth: soundNumber('depth', 'DB'),
  frames: soundNumber('frames', 'N'),
  longer: { usage: 'longer=cut|pieces', read: (value) => sounds(isOneOf(value, 'cut', 'pieces') ? { longer: value as 'cut' } : null) },
  delimiter: { usage: 'delimiter=comma|semicolon|tab|pipe|blank', read: (value) => table({ comma: { delimiter: ',' }, semicolon: { delimiter: ';' }, tab: { delimiter: '\t' }, pipe: { delimiter: '|' }, blank: { delimiter: ' ' } }[value] ?? null) },
  header: { usage: 'header=yes|no', read: (value) => table(yes(value) === null ? null : { header: yes(value)! }) },
  encoding: { usage: 'encoding=NAME', read: (value) => table(value === '' ? null : { encoding: value }) },
  decimal: { usage: 'decimal=comma|point', read: (value) => table(isOneOf(value, 'comma', 'point') ? { decimalComma: value === 'comma' } : null) },
  items: {
    usage: 'items=lines|sentences|windows:TOKENS (of a text)',
    read(value) {
      const [items = '', window] = value.split(':');
      if (!isOneOf(items, ...textItemIds) || (window !== undefined && (items !== 'windows' || !within(window, textLimits.window)))) return null;
      return text({ items: items as TextItem, ...(window !== undefined && { window: Number(window) }) });
    },
  },
  tokens: { usage: `tokens=${tokenKindIds.join('|')}`, read: (value) => text(isOneOf(value, ...tokenKindIds) ? { tokens: value as TokenKind } : null) },
  'lower-case': { usage: 'lower-case=yes|no', read: (value) => text(yes(value) === null ? null : { lowerCase: yes(value)! }) },
  vocabulary: textNumber('most', 'vocabulary=TOKENS'),
  places: textNumber('places', 'places=TOKENS'),
  array: { usage: 'array=NAME', read: (value) => (value === '' ? null : { array: value }) },
  labels: { usage: 'labels=NAME (of an array)', read: (value) => (value === '' ? null : { labels: value }) },
};
export const readingUsage = Object.values(ways).map(({ usage }) => usage).join(', ');

/** @throws Failure for what is none of these */
export function readingOf(text: string): FileReading {
  let reading: FileReading = {};
  for (const part of text.split(',').filter((one) => one !== '')) {
    const [name = '', ...rest] = part.split('=');
    const found = Object.hasOwn(ways, name) ? ways[name]!.read(rest.join('=')) : null;
    if (!found) throw new Failure(`--reading takes ${readingUsage}, and got "${part}".`, 2);
    reading = { ...reading, ...found, ...(found.pictures && { pictures: { ...reading.pictures, ...found.pictures } }), ...(found.sounds && { sounds: { ...reading.sounds, ...found.sounds } }), ...(found.table && { table: { ...reading.table, ...found.table } }), ...(found.text && { text: { ...reading.text, ...found.text } }) };
  }
  const fault = reading.sounds && soundFault(reading.sounds);
  if (fault) throw new Failure(`--reading ${text}: ${fault}`, 2);
  if (parseReading(JSON.stringify(reading)) === null) throw new Failure(`--reading ${text} goes together in no way: choose tiles or rows, and sides up to 65,536.`, 2);
  return reading;
}
