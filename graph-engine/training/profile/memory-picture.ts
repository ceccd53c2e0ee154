/** The memory plan in letters: operations to the right, bytes upwards. */
import type { MemoryPlan, Phase } from './types';

const ROWS = 12;
const COLUMNS = 64;
const letters: Readonly<Record<Phase, string>> = { forward: 'f', backward: 'b', update: 'o' };
export const PICTURE_LEGEND = 'f, b, o: written by the forward pass, the backward pass, the optimiser; a dot is free';

/**
 * Each cell shows what fills most of it.
 * @param operations how many there are in the plan.
 */
export function memoryPicture({ workspaceBytes, values }: MemoryPlan, operations: number): readonly string[] {
  if (workspaceBytes === 0 || operations === 0) return [];
  const columns = Math.min(COLUMNS, operations);
  const [across, up] = [operations / columns, workspaceBytes / ROWS];
  const overlap = (from: number, to: number, low: number, high: number): number => Math.max(0, Math.min(to, high) - Math.max(from, low));
  const lines: string[] = [];
  for (let row = ROWS - 1; row >= 0; row--) {
    let line = '';
    for (let column = 0; column < columns; column++) {
      const areas: Record<Phase, number> = { forward: 0, backward: 0, update: 0 };
      for (const { offset, bytes, first, last, phase } of values) {
        areas[phase] += overlap(first, last + 1, column * across, (column + 1) * across) * overlap(offset, offset + bytes, row * up, (row + 1) * up);
      }
      const most = (Object.keys(areas) as Phase[]).reduce((best, phase) => (areas[phase] > areas[best] ? phase : best));
      line += areas[most] > (across * up) / 8 ? letters[most] : '.';
    }
    lines.push(line);
  }
  return lines;
}
