import { TokenStream } from '../token-stream';
import type { ItemDefinition } from './definition';

export const lines: ItemDefinition = {
  title: 'Lines',
  help: 'Every line of the file is an item; empty ones are left out.',
  noun: ['line', 'lines'],
  read(store, settings) {
    const stream = new TokenStream(settings, (tokens) => store.add(tokens));
    let [empty, begun] = [0, false];
    const end = (): void => {
      stream.end();
      if (!store.end()) empty++;
      begun = false;
    };
    return {
      add(text) {
        const parts = text.split('\n');
        parts.forEach((part, i) => {
          stream.add(part);
          begun ||= part !== '';
          if (i < parts.length - 1) end();
        });
      },
      // Behind the last line's end there is no line more.
      end: () => void (begun && end()),
      get empty() {
        return empty;
      },
    };
  },
};
