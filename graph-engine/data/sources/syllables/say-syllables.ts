/** Says a set of syllables, each with a stream of random numbers of its own. */
import { Random, streams } from '../../../random/counter';
import { FrameStore } from '../../sounds/frame-store';
import { LogMel, usualLogMel } from '../../sounds/log-mel';
import { WaveStore } from '../../sounds/wave-store';
import type { MemoryTable } from '../../table';
import type { LabelledSet, LoadOptions } from '../definition';
import { reportEvery } from '../progress';
import { say, type Utterance } from './say';
import { voices } from './voices';
import { BANDS, CONSONANTS, FRAMES, RATE, VOWELS } from './words';

const FACTORS = ['consonant', 'vowel', 'speaker', 'pitch', 'length', 'start'] as const;
const LONGEST = 0.47;

export function saySyllables(set: LabelledSet, options: LoadOptions): MemoryTable {
  const count = options.count || set.defaultCount;
  const settings = { ...usualLogMel, rate: RATE, bands: BANDS };
  const logMel = new LogMel(settings);
  const store = new FrameStore(FRAMES, BANDS, count);
  const waves = new WaveStore(Math.ceil(count * LONGEST * RATE));
  const [labels, speakers, factors] = [new Uint8Array(count), new Uint8Array(count), new Float32Array(count * FACTORS.length)];
  const look = streams.items(options.seed, set.id);
  const report = reportEvery(options, count);
  for (let item = 0; item < count; item++) {
    report(item);
    const random = new Random(look, item);
    const [consonant, vowel, speaker] = [random.integer(CONSONANTS.length), random.integer(VOWELS.length), random.integer(voices.length)];
    const utterance: Utterance = {
      voice: voices[speaker]!,
      consonant: CONSONANTS[consonant]!,
      vowel: VOWELS[vowel]!,
      lift: random.uniform(0.9, 1.12),
      before: random.uniform(0, 0.03),
      length: random.uniform(0.3, 0.44),
      shift: random.uniform(0.97, 1.03),
    };
    const sound = say(utterance, random);
    store.add(logMel.of(sound, FRAMES), 0);
    waves.add(sound, 1, sound.length);
    labels[item] = consonant * VOWELS.length + vowel;
    speakers[item] = speaker;
    factors.set([consonant, vowel, speaker, utterance.lift * utterance.voice.pitch, utterance.length, utterance.before], item * FACTORS.length);
  }
  return {
    name: set.title,
    shape: [BANDS, FRAMES, 1],
    range: 'unit',
    count,
    ...store.finish(),
    scale: 1 / 255,
    labels,
    labelNames: set.labelNames,
    factors: { names: FACTORS, values: factors },
    beside: [{ name: 'speaker', kind: 'group', values: speakers, names: voices.map(({ name }) => name) }],
    sound: { settings, wave: waves.finish() },
  };
}
