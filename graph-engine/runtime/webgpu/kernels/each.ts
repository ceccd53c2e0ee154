import { THREADS, type Code, type Kernel } from '../kernel';

interface Each extends Pick<Kernel, 'name' | 'reads' | 'writes'>, Partial<Pick<Kernel, 'ops' | 'inPlace' | 'spans'>> {
  readonly count: number;
  /** Statements for number `i`. */
  write(code: Code): readonly string[];
}
/** One invocation for each of `count` numbers. */
export function eachKernel({ count, write, ...kernel }: Each): Kernel {
  return {
    ops: [],
    inPlace: new Set(),
    spans: [],
    ...kernel,
    vectors: [],
    groups: Math.ceil(count / THREADS),
    room: 0,
    write: (code) => [`let i = group * ${THREADS}u + lane;`, `if (i >= ${count}u) { return; }`, ...write(code)],
  };
}
