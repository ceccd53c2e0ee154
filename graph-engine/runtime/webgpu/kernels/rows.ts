/** Operations over the last axis: several lanes go through a row side by side. */
import type { Op } from '../../../program/types';
import { finishedInPlace, writeElements, type Elements, type ShaderLowering } from '../elements';
import { THREADS, type Code, type Kernel } from '../kernel';

/** Numbers of a row for one lane, at most, as long as there are lanes. */
const PER_LANE = 4;

/** Statements that leave in every lane of a row what `combine` makes of all its lanes' `name`; other lanes' is `other`. */
function allLanes(name: string, lanes: number, combine: (other: string) => string): readonly string[] {
  if (lanes === 1) return [];
  return [
    `for (var width = ${lanes / 2}u; width > 0u; width >>= 1u) {`,
    `cells[lane] = ${name};`,
    'workgroupBarrier();',
    'let other = cells[lane ^ width];',
    'workgroupBarrier();',
    `${name} = ${combine('other')};`,
    '}',
  ];
}

export function rowsKernel(op: Op, finish: Elements | null, lowering: ShaderLowering): Kernel {
  const { values, fused } = lowering;
  const x = fused.rootOf(op.inputs[0]!);
  const length = values.shape(op.inputs[0]!).at(-1)!;
  const rows = values.count(op.inputs[0]!) / length;
  let lanes = 1;
  while (lanes < THREADS && lanes * PER_LANE < length) lanes *= 2;
  const perGroup = THREADS / lanes;
  const { kind, output } = op;
  const loop = (lines: readonly string[]): readonly string[] => [`for (var j = lane % ${lanes}u; j < ${length}u; j += ${lanes}u) {`, ...lines, '}'];
  const lines = (code: Code): readonly string[] => {
    const read = (j: string): string => code.at(x, `base + ${j}`);
    const most = [`var most = ${read('0u')};`, ...loop([`most = max(most, ${read('j')});`]), ...allLanes('most', lanes, (other) => `max(most, ${other})`)];
    if (kind === 'argMax') {
      return [
        ...most,
        // The first of equal ones.
        `var first = ${length}.0;`,
        ...loop([`if (${read('j')} == most) { first = min(first, f32(j)); }`]),
        ...allLanes('first', lanes, (other) => `min(first, ${other})`),
        // A row of NaN has no largest: the first stands for it.
        `if (valid && lane % ${lanes}u == 0u) { ${code.at(output, 'row')} = select(i32(first), 0, first >= ${length}.0); }`,
      ];
    }
    const total = ['var total = 0.0;', ...loop([`total += exp(${read('j')} - most);`]), ...allLanes('total', lanes, (other) => `total + ${other}`)];
    const value = kind === 'softmax' ? `exp(${read('j')} - most) / total` : `${read('j')} - most - log(total)`;
    const store = finish ? writeElements(finish, lowering, code, { value: output, name: 'value' }) : [`${code.at(output, 'i')} = value;`];
    return [...most, ...total, 'if (!valid) { return; }', ...loop(['let i = base + j;', `let value = ${value};`, ...store])];
  };
  return {
    name: kind,
    ops: [op, ...(finish?.ops ?? [])],
    reads: [...new Set([x, ...(finish?.inputs ?? []).filter((input) => input !== output)])],
    writes: finish?.outputs ?? [output],
    inPlace: finishedInPlace(finish, [x], lowering),
    spans: [],
    vectors: [],
    groups: Math.ceil(rows / perGroup),
    room: 0,
    write: (code) => [`let row = group * ${perGroup}u + lane / ${lanes}u;`, `let valid = row < ${rows}u;`, `let base = min(row, ${rows - 1}u) * ${length}u;`, ...lines(code)],
  };
}
