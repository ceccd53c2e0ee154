/** What is told of recordings that became a table: what was left out, and what was chosen for the user. */
import { counted } from '../../diagnostics/counted';
import { listed } from '../left-out-notes';
import type { DataNote } from '../table';
import type { ItemFrames } from './item-frames';
import type { LogMelSettings } from './log-mel';
import type { NameColumns } from './name-columns';

const SHOWN = 3;

export function cutNotes(notes: readonly DataNote[]): readonly DataNote[] {
  return notes.length > SHOWN ? [...notes.slice(0, SHOWN), { text: `${counted(notes.length - SHOWN, 'more recording')} are cut off as well.` }] : notes;
}

export function framesNote({ rate, window, hop, bands }: LogMelSettings, { frames, longer, chosen }: ItemFrames, lengths: readonly number[]): DataNote {
  const seconds = (count: number): string => `${((count * hop) / 1000).toFixed(2)} s`;
  const more = lengths.filter((length) => length > frames).length;
  const what = more === 0 ? 'silence follows shorter recordings' : longer === 'pieces' ? `${counted(more, 'recording')} with more become several items, without what is left of less than half an item` : `of ${counted(more, 'recording')} with more the end is left out, and silence follows shorter ones`;
  return { text: `Items are ${frames} frames (${seconds(frames)}) of ${bands} mel bands at ${rate.toLocaleString('en')} Hz, with a window of ${window} ms every ${hop} ms; ${what}.${chosen ? ' Another number of frames can be chosen.' : ''}` };
}
export function rateNote(rates: readonly number[], rate: number): readonly DataNote[] {
  const others = [...new Set(rates)].filter((one) => one !== rate).toSorted((a, b) => a - b);
  if (others.length === 0) return [];
  return [{ text: `Recordings of ${others.map((one) => one.toLocaleString('en')).slice(0, SHOWN).join(', ')}${others.length > SHOWN ? ' and other numbers of' : ''} Hz are brought to ${rate.toLocaleString('en')} Hz.` }];
}
export const channelsNote = (channels: readonly number[]): readonly DataNote[] => {
  const mixed = channels.filter((count) => count > 1).length;
  return mixed === 0 ? [] : [{ text: `${mixed === channels.length ? 'The channels' : `The channels of ${counted(mixed, 'recording')}`} are mixed into one.` }];
};
export const silentNote = (names: readonly string[]): readonly DataNote[] => (names.length === 0 ? [] : [{ text: `${names.length === 1 ? 'One recording is' : `${counted(names.length, 'recording')} are`} silent: ${listed(names)}.` }]);

/** How the names were read, with matches to look at. */
export function namesNote(pattern: string, { label, beside, others }: NameColumns, guessed: boolean): DataNote {
  const parts = [
    ...(label ? [`${label.name} is the label (${listed(label.names)})`] : []),
    ...beside.map(({ name, kind, names = [] }) => (kind === 'group' ? `${name} is a group (${listed(names)})` : `${name} a text`)),
  ];
  const left = others.length === 0 ? '' : ` ${counted(others.length, 'name')} ${others.length === 1 ? 'is' : 'are'} of another form, and ${others.length === 1 ? 'counts' : 'count'} as unknown: ${listed(others)}.`;
  return { text: `By the names of the files, ${pattern}${guessed ? ', which is guessed' : ''}: ${parts.join(', ')}.${left}` };
}
