/** Items as rows of a CSV file, with the columns that the command line writes: item, label, error, code_1 … */
import type { ViewResult } from '@/graph-engine/training/protocol';

type Items = Extract<ViewResult, { readonly kind: 'items' }>;

export function itemsCsv({ count, codes, errors, labels }: Items): string {
  const header = ['item', ...(labels ? ['label'] : []), ...(errors ? ['error'] : []), ...Array.from({ length: codes?.size ?? 0 }, (_, i) => `code_${i + 1}`)];
  const lines = Array.from({ length: count }, (_, i) =>
    [i, ...(labels ? [labels[i]!] : []), ...(errors ? [errors[i]!] : []), ...(codes ? codes.values.subarray(i * codes.size, (i + 1) * codes.size) : [])].join(','),
  );
  return `${[header.join(','), ...lines].join('\n')}\n`;
}
