import { TokenStream } from '../token-stream';
import type { ItemDefinition } from './definition';

export const windows: ItemDefinition = {
  title: 'Windows',
  help: 'The whole text in windows of so many tokens, one behind the other, over the ends of lines.',
  noun: ['window', 'windows'],
  read(store, settings) {
    const stream = new TokenStream(settings, (tokens) => {
      for (let from = 0; from < tokens.length; ) {
        const part = tokens.slice(from, from + settings.window - store.openLength);
        store.add(part);
        if (store.openLength === settings.window) store.end();
        from += part.length;
      }
    });
    return {
      add: (text) => stream.add(text),
      end() {
        stream.end();
        store.end();
      },
      empty: 0,
    };
  },
};
