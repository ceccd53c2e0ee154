/** A profile as plain text: what the command line prints and the studio copies. */
import { table, type Cell } from '../text-table';
import { bytesText, percentOf, phaseNames, phaseSums, rateOf, timeText, totalOf, type PhaseSum } from './figures';
import { memoryPicture, PICTURE_LEGEND } from './memory-picture';
import { isTimed, type MemoryPlan, type Peak, type PlayerProfile, type ProfiledOperation, type StepProfile } from './types';

/** Rows that are listed one by one. */
const OPERATIONS = 12;
const VALUES = 8;

type NameOf = (node: string) => string;
/** Digits of what was measured. */
const DIGITS = 3;
const known = (value: number | null): Cell => value ?? '–';
const percent = (value: number | null): Cell => (value === null ? '–' : Math.round(value));

/** What may be said of the figures, in one sentence. */
export const timingNote = (profile: StepProfile): string =>
  isTimed(profile)
    ? 'Each operation by itself on one thread, the fastest of several runs; several threads and what lies between operations are in the time by the clock alone.'
    : 'Operations cannot be timed alone on this backend: whole steps by the clock, and the plan with what each operation computes and moves.';

function heading({ batch, clock, peak, kept }: StepProfile): string {
  const threads = clock.threads === 0 ? '' : `, ${clock.threads} thread${clock.threads === 1 ? '' : 's'}`;
  const lines = [`One step of ${batch} items: ${timeText(clock.medianMs)} by the clock (median of ${clock.rounds}${threads}), ${timeText(clock.fastestMs)} at its fastest.`];
  if (peak) {
    const all = peak.threads > 1 ? `, ${peak.allThreads.toFixed(1)} on ${peak.threads} threads` : '';
    lines.push(`Measured peak: ${peak.oneThread.toFixed(1)} GFLOP/s on one thread${all} (matrix products that stay in the cache, by the same kernels).`);
  }
  lines.push(`Kept between steps: weights ${bytesText(kept.weights)}, state of the optimiser ${bytesText(kept.optimizerState)}, batch ${bytesText(kept.batch)}.`);
  return lines.join('\n');
}

function phaseTable(player: PlayerProfile, peak: Peak | null): string {
  const total = totalOf(player);
  const row = (name: string, { count, ms, flops, bytes }: Omit<PhaseSum, 'phase'>): Cell[] => {
    const rate = rateOf({ ms, flops });
    return [name, count, known(ms), ms === null || !total.ms ? '–' : Math.round((100 * ms) / total.ms), flops / 1e6, known(rate), percent(percentOf(rate, peak)), bytes / 1e6];
  };
  return table([['phase', 'operations', 'ms', '%', 'MFLOP', 'GFLOP/s', '% of peak', 'MB'], ...phaseSums(player).map((sum) => row(phaseNames[sum.phase], sum)), row('in all', total)], DIGITS);
}

function operationTable(operations: readonly ProfiledOperation[], peak: Peak | null, nameOf: NameOf): string {
  const positions = operations.map((_, i) => i);
  const timed = operations.every(({ ms }) => ms !== null);
  const cost = ({ ms, flops }: ProfiledOperation): number => (timed ? ms! : flops);
  const listed = positions.toSorted((a, b) => cost(operations[b]!) - cost(operations[a]!)).slice(0, OPERATIONS);
  const rows = listed.map((position): Cell[] => {
    const operation = operations[position]!;
    const { name, node, phase, writes, shape, ms, bytes } = operation;
    const rate = rateOf(operation);
    return [position, name, node === null ? '' : nameOf(node), phaseNames[phase], writes, shape.join('×'), known(ms), known(rate), percent(percentOf(rate, peak)), bytes / 1e6];
  });
  return `the ${listed.length} ${timed ? 'slowest' : 'largest'} of ${operations.length}\n${table([['#', 'operation', 'node', 'phase', 'writes', 'shape', 'ms', 'GFLOP/s', '% of peak', 'MB'], ...rows], DIGITS)}`;
}

function memoryText(memory: MemoryPlan, operations: number, nameOf: NameOf): string {
  const { workspaceBytes, valueBytes, values } = memory;
  const lines = [`memory plan: a workspace of ${bytesText(workspaceBytes)} for ${values.length} values of ${bytesText(valueBytes)} in all, placed by their lifetimes`];
  const picture = memoryPicture(memory, operations);
  if (picture.length > 0) lines.push(...picture.map((line) => `  ${line}`), `  operations 0 to ${operations - 1} to the right, bytes upwards; ${PICTURE_LEGEND}`);
  const largest = values.toSorted((a, b) => b.bytes - a.bytes).slice(0, VALUES);
  const rows = largest.map(({ name, shape, bytes, offset, first, last, phase, node }): Cell[] => [name, shape.join('×'), bytes, offset, `${first}–${last}`, phaseNames[phase], node === null ? '' : nameOf(node)]);
  if (rows.length > 0) lines.push(`the ${rows.length} largest values\n${table([['value', 'shape', 'bytes', 'offset', 'operations', 'phase', 'node'], ...rows])}`);
  return lines.join('\n');
}

/** The program, and beside each line what of the plan computes it: in full where it comes first, then by its position. */
function printPlan({ program, operations }: PlayerProfile): string {
  const width = Math.max(...program.map(({ text }) => text.length));
  const seen = new Set<number>();
  const beside = (position: number): string => {
    if (seen.has(position)) return String(position);
    seen.add(position);
    return operations[position]!.line;
  };
  return program.map(({ text, operations: positions }) => (positions.length === 0 ? text : `${text.padEnd(width)}  | ${positions.map(beside).join(' | ')}`)).join('\n');
}

export interface PrintOptions {
  /** The name of a node for its id. */
  readonly nameOf: NameOf;
  /** With the program and the plan beside it. */
  readonly plan?: boolean;
}
export function printProfile(profile: StepProfile, { nameOf, plan = false }: PrintOptions): string {
  const { peak, players } = profile;
  const parts = [heading(profile), timingNote(profile)];
  for (const player of players) {
    const { operations, memory, updates } = player;
    parts.push(`\n${player.player}${updates > 1 ? ` (one of ${updates} updates in a step)` : ''}\n${phaseTable(player, peak)}`, `\n${operationTable(operations, peak, nameOf)}`);
    parts.push(`\n${memory ? memoryText(memory, operations.length, nameOf) : 'memory plan: the backend places every value by itself'}`);
    if (plan) parts.push(`\nprogram | plan\n${printPlan(player)}`);
  }
  return parts.join('\n');
}
