/** A session on the backend that was asked for; in Node there are wasm and cpu, and webgpu where its package is installed. */
import { availableParallelism } from 'node:os';
import { bestSimd } from '@/graph-engine/runtime/wasm/module';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import { batchRemarks } from '@/graph-engine/analysis/batch-statistics';
import { dataRemarks } from '@/graph-engine/training/data-remarks';
import { Session } from '@/graph-engine/training/session';
import { allowRelaxedSimd } from '@/graph-engine/runtime/node/relaxed-simd';
import { spawnThread } from '@/graph-engine/runtime/node/spawn-thread';
import { loadData, printNotes, type DataOptions, type Drawing } from './data';
import { Failure } from './failure';
import { startGpu } from './gpu';
import type { Output } from './output';

export interface BackendOptions {
  readonly backend: 'webgpu' | 'wasm' | 'cpu';
}

/** @throws Failure where it does not work here: what was asked for by name is not replaced. `ways`: for tests */
export async function useBackend(name: BackendOptions['backend'], output: Pick<Output, 'note'>, ways: { readonly choose: typeof chooseBackend; readonly startGpu: () => Promise<void> } = { choose: chooseBackend, startGpu }): Promise<void> {
  if (name === 'webgpu') await ways.startGpu();
  if (bestSimd() === 'plain') allowRelaxedSimd();
  const { backend, fallbacks } = await ways.choose(name, { threads: availableParallelism(), spawnThread });
  for (const fallback of fallbacks) output.note(`${fallback.backend} is not used: ${fallback.reason}`, 'backend.fallback');
  if (backend !== name) throw new Failure(`The backend ${name} does not work here; try --backend ${backend}.`);
}

export async function openSession({ document, brought }: Drawing, options: DataOptions & BackendOptions, output: Output): Promise<Session> {
  await useBackend(options.backend, output);
  const loaded = await loadData(document, options, brought);
  printNotes(loaded, output);
  return Session.open(loaded);
}

/** What should be known of the numbers that the model gets. */
export function printRemarks({ data }: Session, output: Output): void {
  for (const remark of [...data.feeds.values()].flatMap(dataRemarks)) {
    const { message, cure } = printDiagnostic(remark);
    output.note(`${message} ${cure}${remark.code === 'data.unsigned' ? ' Here: --unsigned.' : ''}`, remark.code);
  }
}

/** What may go wrong in training though it can be done: what the document says, and what shows with so many items. */
export function printWarnings({ data, document, analysis }: Session, output: Output): void {
  const items = Math.min(...[...data.feeds.values()].map(({ table }) => table.count));
  const warnings = analysis.diagnostics.filter(({ severity }) => severity === 'warning');
  for (const found of [...warnings, ...batchRemarks(document, analysis, items)]) {
    const { message, cure } = printDiagnostic(found);
    output.note(`${message} ${cure}`, found.code);
  }
}
