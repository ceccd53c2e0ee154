/** How recordings become items of a table. */
import { parsePattern } from './name-pattern';

export interface SoundOptions {
  /** Samples a second that all are brought to. Left out: the rate that they have, at most 16,000. */
  readonly rate?: number;
  /** Of a frame, and from one to the next, in milliseconds. */
  readonly window?: number;
  readonly hop?: number;
  /** Of the mel scale. */
  readonly bands?: number;
  /** Decibels below the loudest band of a recording that count as silence. */
  readonly depth?: number;
  /** Of an item; shorter recordings are followed by silence. Left out: as many as 95 of 100 recordings have. */
  readonly frames?: number;
  /** What becomes of longer ones: their end is left out, or they become several items. */
  readonly longer?: 'cut' | 'pieces';
  /** What the names of files say, such as `{digit}_{speaker}_{take}`. */
  readonly pattern?: string;
  /** The field of the pattern that is the label; the one of that name or the first where it is left out. */
  readonly label?: string;
}
/** Least and greatest of each number. */
const limits = { rate: [1000, 96_000], window: [1, 1000], hop: [1, 1000], bands: [2, 256], depth: [10, 200], frames: [2, 65_536] } as const;
const whole: readonly string[] = ['rate', 'bands', 'frames'];

/** @returns what is wrong, or null */
export function soundFault(options: SoundOptions): string | null {
  for (const [name, [low, high]] of Object.entries(limits)) {
    const value = options[name as keyof typeof limits];
    if (value === undefined) continue;
    const isRight = Number.isFinite(value) && value >= low && value <= high && (!whole.includes(name) || Number.isInteger(value));
    if (!isRight) return `Expected ${whole.includes(name) ? 'a whole number' : 'a number'} from ${low.toLocaleString('en')} to ${high.toLocaleString('en')} for ${name}, and found ${value}.`;
  }
  const pattern = options.pattern === undefined ? null : parsePattern(options.pattern);
  if (typeof pattern === 'string') return pattern;
  if (pattern && options.label !== undefined && !pattern.fields.includes(options.label)) return `Expected a field of the pattern for the label (${pattern.fields.join(', ')}), and found ${options.label}.`;
  return null;
}
