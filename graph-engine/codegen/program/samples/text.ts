/** The first items of a table of tokens as a text file that is read as they were: a line for each, or one behind the other where they are windows. */
import { headOf } from '../../../data/rows/in-memory';
import type { DataTable } from '../../../data/table';
import type { TextItem } from '../../../data/text/items/registry';
import { textOf } from '../../../data/text/tokens/registry';
import { FIRST, PADDING, tokenOf } from '../../../data/text/vocabulary';

/** Characters. */
const MOST = 2 ** 20;
/** What stands for a token that the vocabulary does not hold, and is none that it holds. */
const OTHER = '\ufffd';

export function textSample(given: DataTable, items: TextItem): string {
  const { values, shape, count, text } = headOf(given);
  if (!text) throw new Error('internal: a table without tokens was to be written as a text');
  const places = shape[0]!;
  const found: string[] = [];
  let length = 0;
  for (let item = 0; item < count && length < MOST; item++) {
    const ids = Array.from(values.subarray(item * places, (item + 1) * places)).filter((id) => id !== PADDING);
    const line = textOf(ids.map((id) => (id < FIRST ? OTHER : tokenOf(id, text.vocabulary))), text.tokens);
    found.push(line);
    length += line.length + 1;
  }
  return items === 'windows' ? textOf(found, text.tokens) : `${found.join('\n')}\n`;
}
