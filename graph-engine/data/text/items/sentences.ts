/** Sentences by the rules of Unicode Standard Annex 29, where a line's end is a blank and an empty line ends what is before it. */
import { TokenStream } from '../token-stream';
import type { ItemDefinition } from './definition';

const segmenter = new Intl.Segmenter('en', { granularity: 'sentence' });
/** A paragraph that is longer is cut into the sentences that it surely has. */
const MOST_HELD = 1 << 12;

export const sentences: ItemDefinition = {
  title: 'Sentences',
  help: 'Every sentence is an item, over the ends of lines; an empty line ends a sentence too.',
  noun: ['sentence', 'sentences'],
  read(store, settings) {
    const stream = new TokenStream(settings, (tokens) => store.add(tokens));
    let paragraph = '';
    const take = (sentence: string, isWhole: boolean): void => {
      stream.add(sentence);
      if (!isWhole) return;
      stream.end();
      store.end();
    };
    const cut = (isLast: boolean): void => {
      const found = Array.from(segmenter.segment(paragraph.replaceAll('\n', ' ')), ({ segment }) => segment);
      const last = isLast ? '' : (found.pop() ?? '');
      for (const sentence of found) take(sentence, true);
      // One that goes on beyond all bounds is taken in parts.
      if (last.length >= MOST_HELD) take(last, false);
      paragraph = last.length >= MOST_HELD ? '' : last;
    };
    return {
      add(text) {
        paragraph += text;
        const parts = paragraph.split(/\n[ \t]*\n/);
        for (const part of parts.slice(0, -1)) {
          paragraph = part;
          cut(true);
        }
        paragraph = parts.at(-1)!;
        if (paragraph.length >= MOST_HELD) cut(false);
      },
      end() {
        cut(true);
        take('', true);
      },
      empty: 0,
    };
  },
};
