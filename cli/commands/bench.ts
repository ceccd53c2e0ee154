import type { OperationCost } from '@/graph-engine/runtime/device';
import type { Op } from '@/graph-engine/program/types';
import { Failure } from '../failure';
import { openSession } from '../open-session';
import { options } from '../options';
import { table, type Cell } from '../table';
import { readTarget } from '../target';
import type { CliCommand } from './definition';

/** Steps by the clock, and rounds of every operation by itself. */
const STEPS = 40;
const ROUNDS = 20;
/** Operations that are listed one by one. */
const LISTED = 12;

interface BenchOptions {
  readonly data?: string;
  readonly batch?: number;
}
const phases: Readonly<Record<Op['phase'], string>> = { forward: 'forward', backward: 'backward', update: 'optimiser' };
const rate = ({ flops, ms }: { readonly flops: number; readonly ms: number }): number => flops / ms / 1e6;
const total = (costs: readonly OperationCost[]): { ms: number; flops: number; bytes: number } =>
  costs.reduce((sum, { ms, flops, bytes }) => ({ ms: sum.ms + ms, flops: sum.flops + flops, bytes: sum.bytes + bytes }), { ms: 0, flops: 0, bytes: 0 });
/** What was fused is named by its operations, each once. */
const nameOf = ({ ops }: OperationCost): string => (ops.length === 0 ? 'copy' : [...new Set(ops.map(({ kind }) => kind))].slice(0, 6).join(' '));
/** Where the time goes, by the last operation of what was fused. */
const phaseOf = ({ ops }: OperationCost): Op['phase'] => ops.at(-1)?.phase ?? 'update';

export const bench: CliCommand<BenchOptions> = {
  usage: 'bench <document|template>',
  description: 'what one training step takes on wasm: by the clock, by phase, and by operation with bytes and GFLOP/s',
  options(command) {
    command.addOption(options.batch()).addOption(options.data());
  },
  async run([name], { data, batch }, output) {
    const { document } = readTarget(name!);
    const sized = batch === undefined ? document : { ...document, training: { ...document.training, batchSize: batch } };
    const session = await openSession(sized, { ...(data !== undefined && { data }), backend: 'wasm' }, output);
    const times: number[] = [];
    for (let step = -5; step < STEPS; step++) {
      const start = performance.now();
      await session.stepAndRead();
      if (step >= 0) times.push(performance.now() - start);
    }
    times.sort((a, b) => a - b);
    const clock = { medianMs: times[times.length >> 1]!, fastestMs: times[0]! };
    output.print(`One step of ${session.batch} items: ${clock.medianMs.toFixed(3)} ms (median of ${STEPS}), ${clock.fastestMs.toFixed(3)} ms at its fastest.`);
    const players = session.profile(ROUNDS);
    if (!players) throw new Failure('Operations cannot be timed one by one on this backend.');
    const results = players.map(({ player, profile }) => {
      const { operations, workspaceBytes, valueBytes } = profile;
      const byPhase = Object.entries(phases).map(([phase, title]) => ({ phase: title, ...total(operations.filter((cost) => phaseOf(cost) === phase)) }));
      const listed = operations.map((cost) => ({ operation: nameOf(cost), phase: phases[phaseOf(cost)], shape: cost.ops.length ? player.program.values[cost.ops.at(-1)!.output]!.shape : [], fused: cost.ops.length, ms: cost.ms, flops: cost.flops, bytes: cost.bytes }));
      const lines: Cell[][] = [
        ['phase', 'ms', 'MFLOP', 'GFLOP/s', 'MB'],
        ...byPhase.map(({ phase, ...sum }) => [phase, sum.ms, sum.flops / 1e6, rate(sum), sum.bytes / 1e6]),
      ];
      const slowest: Cell[][] = [
        ['operation', 'shape', 'ms', 'GFLOP/s', 'MB'],
        ...listed.toSorted((a, b) => b.ms - a.ms).slice(0, LISTED).map((row) => [row.operation, row.shape.join('×'), row.ms, rate(row), row.bytes / 1e6]),
      ];
      output.print(`\n${player.player}: each operation by itself on one thread, fastest of ${ROUNDS}\n${table(lines)}\n\nthe ${Math.min(LISTED, listed.length)} slowest of ${listed.length}\n${table(slowest)}`);
      output.print(`\nvalues between operations: ${(workspaceBytes / 1e6).toFixed(2)} MB, placed by lifetime (side by side: ${(valueBytes / 1e6).toFixed(2)} MB)`);
      return { player: player.player, phases: byPhase, operations: listed, workspaceBytes, valueBytes };
    });
    output.result({ batch: session.batch, ...clock, players: results });
    session.dispose();
  },
};
