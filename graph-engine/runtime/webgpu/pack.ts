/** Kernels that do not wait for each other become one dispatch: the GPU has more to do at once, and less is to be told to it. */
import type { ValueId } from '../../program/types';
import type { Kernel } from './kernel';

export interface PackOptions {
  /** Buffers that a dispatch may bind. */
  readonly bindings: number;
  /** The buffer that a value will lie in, as far as several share one; else the value. */
  memoryOf(value: ValueId): ValueId | string;
  /** The parameter whose new value it is, by the value that the program has for it. */
  readonly parameterOf: ReadonlyMap<ValueId, ValueId>;
}
/** Kernels of one dispatch, at most. */
const MOST = 8;
/** Workgroups from which a kernel keeps a card busy by itself. */
const BUSY = 512;
const isBusy = ({ groups, isLarge = false }: Kernel): boolean => isLarge || groups >= BUSY;

/** Kernels of which each is one dispatch with those beside it; they keep their order as far as one reads what another writes. */
export function pack(kernels: readonly Kernel[], { bindings, memoryOf, parameterOf }: PackOptions): readonly (readonly Kernel[])[] {
  const dispatches: Kernel[][] = [];
  const written = new Map<ValueId, number>();
  const read = new Map<ValueId, number>();
  for (const kernel of kernels) {
    const after = kernel.reads.map((value) => (written.get(value) ?? -1) + 1);
    // What takes the place of a parameter waits for those who read the old one, so that it need not be copied.
    const replaced = kernel.writes.map((value) => (read.get(parameterOf.get(value) ?? -1) ?? -1) + 1);
    let at = Math.max(0, ...after, ...replaced);
    const fits = (dispatch: readonly Kernel[]): boolean =>
      dispatch.length < MOST && !isBusy(kernel) && !dispatch.some(isBusy) && buffersOf([...dispatch, kernel], memoryOf).size <= bindings;
    while (at < dispatches.length && !fits(dispatches[at]!)) at++;
    (dispatches[at] ??= []).push(kernel);
    for (const value of kernel.writes) written.set(value, Math.max(at, written.get(value) ?? -1));
    for (const value of kernel.reads) read.set(value, Math.max(at, read.get(value) ?? -1));
  }
  return dispatches;
}

/** Buffers that kernels bind together. */
export const buffersOf = (kernels: readonly Pick<Kernel, 'reads' | 'writes'>[], memoryOf: PackOptions['memoryOf']): ReadonlySet<ValueId | string> =>
  new Set(kernels.flatMap(({ reads, writes }) => [...reads, ...writes].map(memoryOf)));

/**
 * The kernels so that each comes after those that write what it reads, otherwise in their order, and those that `waits` is said of after all that do not wait
 * for them; null where they wait for each other.
 */
export function inOrder(kernels: readonly Kernel[], waits: (kernel: Kernel) => boolean): readonly Kernel[] | null {
  const missing = new Map<ValueId, number>();
  for (const { writes } of kernels) for (const value of writes) missing.set(value, (missing.get(value) ?? 0) + 1);
  const isReady = (kernel: Kernel): boolean => !kernel.reads.some((value) => missing.get(value));
  const ordered: Kernel[] = [];
  const take = (kernel: Kernel): void => {
    ordered.push(kernel);
    for (const value of kernel.writes) missing.set(value, missing.get(value)! - 1);
  };
  let waiting = kernels;
  while (waiting.length > 0) {
    const later: Kernel[] = [];
    for (const kernel of waiting) {
      if (!waits(kernel) && isReady(kernel)) take(kernel);
      else later.push(kernel);
    }
    if (later.length === waiting.length) {
      const next = later.findIndex(isReady);
      if (next < 0) return null;
      take(later[next]!);
      later.splice(next, 1);
    }
    waiting = later;
  }
  return ordered;
}
