/** `labels.ts`: the classes of the items. */
import { readOptionsOf } from '../../../nodes/data-settings';
import { MOST_CLASSES, MOST_COLUMNS } from '../../../data/formats/labels';
import type { CodeNode } from '../project';
import { Source } from '../../program/source';

/** `data`: the Dataset whose items have them. */
export const labelsFile = (data: CodeNode): Source =>
  new Source('src/labels.ts').add(`/** Reads labels: one whole number for each item, or several of which one is the class. */
import { readIdx } from './idx.ts';

/** Which of several columns is the class, counted from 0, where the command line says nothing. */
export const labelColumn = ${readOptionsOf(data.node).labelColumn};
const mostColumns = ${MOST_COLUMNS};
const mostClasses = ${MOST_CLASSES};

/** Whether each row is 1 once and 0 elsewhere, and not always at the same place. */
function areOneHot(rows: Float32Array[]): boolean {
  const isOneHot = (row: Float32Array): boolean =>
    row.every((value) => value === 0 || value === 1) && row.filter((value) => value === 1).length === 1;
  return rows.every(isOneHot) && new Set(rows.map((row) => row.indexOf(1))).size > 1;
}

/** The classes of so many items. Of one-hot rows it is the place of the 1, where no other column than the first is chosen. */
export function readLabels(path: string, items: number, column: number): number[] {
  const { sizes, values } = readIdx(path);
  const count = sizes[0]!;
  const columns = values.length / count;
  if (sizes.slice(2).some((size) => size !== 1) || columns > mostColumns) {
    throw new Error(\`\${path} holds \${sizes.join(' × ')} values, and labels are one number for each item\`);
  }
  if (count !== items) throw new Error(\`\${path} holds \${count} labels, and there are \${items} items\`);
  if (column >= columns) throw new Error(\`\${path} has the columns 0 to \${columns - 1}, and no column \${column}\`);
  const rows = Array.from({ length: items }, (_, i) => values.subarray(i * columns, (i + 1) * columns));
  const placed = column === 0 && columns > 2 && areOneHot(rows);
  const labels = rows.map((row) => (placed ? row.indexOf(1) : row[column]!));
  const isClass = (label: number): boolean => Number.isInteger(label) && label >= 0 && label < mostClasses;
  const wrong = labels.findIndex((label) => !isClass(label));
  if (wrong < 0) return labels;
  throw new Error(\`\${path}: the label of item \${wrong} is \${labels[wrong]}, expected 0 to \${mostClasses - 1}\`);
}`);
