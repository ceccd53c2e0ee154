import type { Split } from '../split';
import { grouped, together, type SplitDefinition } from './definition';

const none = new Uint32Array();

export const group: SplitDefinition = {
  title: 'By group',
  help: 'Items with the same value of a column, such as a patient or a customer, come into the same part.',
  by: 'column',
  usual: 'group',
  deal({ items, shares, values, random }) {
    const groups = [...grouped(items, (item) => values[item]!).values()];
    const order = random.permutation(groups.length);
    const wanted = { validation: shares.validation * items.length, test: shares.test * items.length };
    let [validation, test] = [0, 0];
    const parts: Split[] = [];
    order.forEach((at, turn) => {
      const rows = Uint32Array.from(groups[at]!);
      // The last group is trained on, whatever the shares.
      const last = turn === order.length - 1;
      if (!last && validation < wanted.validation) {
        validation += rows.length;
        parts.push({ train: none, validation: rows, test: none });
      } else if (!last && test < wanted.test) {
        test += rows.length;
        parts.push({ train: none, validation: none, test: rows });
      } else parts.push({ train: rows, validation: none, test: none });
    });
    return together(parts);
  },
};
