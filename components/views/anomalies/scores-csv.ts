/** Scores of all rows as a CSV file: item, score, whether it lies above the threshold, and what is known of it. */
import { rowParts, type AnomaliesResult } from '@/graph-engine/training/anomaly/types';
import { csvRow } from '@/graph-engine/training/csv-row';
import { labelText } from './print-row';

export function scoresCsv(result: AnomaliesResult, threshold: number): string {
  const { scores, parts, isNormal } = result;
  const isLabelled = labelText(result, 0) !== null;
  const header = ['item', 'score', 'above', 'part', ...(isLabelled ? ['label'] : []), ...(isNormal ? ['normal'] : [])];
  const lines = Array.from(scores, (score, row) =>
    csvRow([row, score, score > threshold ? 1 : 0, rowParts[parts[row]!]!, ...(isLabelled ? [labelText(result, row)!] : []), ...(isNormal ? [isNormal[row]!] : [])]),
  );
  return `${[csvRow(header), ...lines].join('\n')}\n`;
}
