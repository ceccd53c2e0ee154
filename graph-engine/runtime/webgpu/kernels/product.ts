/**
 * Matrix products [m, k] × [k, n] whose sides are read by functions of their own, so that a convolution is one too. Tiles of both sides lie in workgroup
 * memory while each invocation adds up a square of the result in registers; the next tiles travel meanwhile.
 */
import type { Op, ValueId } from '../../../program/types';
import { finishedInPlace, writeElements, type Elements, type ShaderLowering } from '../elements';
import { THREADS, type Code, type Kernel } from '../kernel';
import { sumKernels } from './sum';
import { pitchOf, roomOf, tileFor, type Tile } from './tiles';

/** One side: `outer` is the row of the left one, the column of the right one. */
export interface Side {
  /** Along which of the two its numbers lie side by side. */
  readonly along: 'outer' | 'k';
  readonly reads: readonly ValueId[];
  /** Statements that return the number at (`batch`, `outer`, `k`), all in range. */
  read(code: Code): readonly string[];
  /** Where four side by side are read at once: statements that return them, for a multiple of 4. Then `reads` are vectors. */
  readFour?(code: Code): readonly string[];
}
export interface Product {
  readonly op: Op;
  /** Products of the same sizes that are computed beside each other; `batch` is which. Default: 1. */
  readonly batches?: number;
  readonly m: number;
  readonly n: number;
  readonly k: number;
  readonly left: Side;
  readonly right: Side;
  /** Statements that set `i`, the place of the result's (`batch`, `row`, `column`), and leave the function where there is none. Default: row by row. */
  readonly place?: readonly string[];
  /** Numbers of the result. */
  readonly finish: Elements | null;
}

/** Multiply-adds from which a product keeps a card busy by itself. */
const LARGE = 2 ** 28;

export function productKernels(product: Product, lowering: ShaderLowering): readonly Kernel[] {
  const { op, finish, batches = 1, m, n, k } = product;
  const { products, roomBytes } = lowering;
  const tile = typeof products === 'object' ? products : products === 'plain' ? null : tileFor(batches, m, n, k, roomBytes, products === 'tiled');
  if (!tile) return [plainKernel(product, lowering)];
  if (tile.parts === 1) return [productKernel(product, lowering, tile, op.output)];
  const count = lowering.values.count(op.output);
  const between = lowering.values.temporary([tile.parts, count]);
  return [
    productKernel({ ...product, finish: null }, lowering, tile, between),
    ...sumKernels({ outer: 1, reduce: tile.parts, inner: count, ops: [], inputs: [between], of: between, output: op.output, op: null, finish }, lowering),
  ];
}

/** Each invocation goes through the depth for one number of the result, from memory alone: for a short depth, and where workgroups are emulated. */
function plainKernel(product: Product, lowering: ShaderLowering): Kernel {
  const { op, batches = 1, m, n, k, left, right, finish } = product;
  const tile: Tile = { rows: 1, columns: 1, own: 1, depth: 1, slices: 1, parts: 1, buffers: 1, unrolled: false };
  // One number at a time, whatever could be read.
  const sides = [left, right].map(({ along, reads, read }): Side => ({ along, reads, read })) as [Side, Side];
  return {
    ...productKernel({ ...product, left: sides[0], right: sides[1] }, lowering, tile, op.output),
    ops: [op, ...(finish?.ops ?? [])],
    groups: Math.ceil((batches * m * n) / THREADS),
    room: 0,
    write(code) {
      code.declare(storeFunction(product, lowering, tile, op.output, code));
      code.declare(sideFunction('left', sides[0], code));
      code.declare(sideFunction('right', sides[1], code));
      return [
        `let e = group * ${THREADS}u + lane;`,
        `if (e >= ${batches * m * n}u) { return; }`,
        `let batch = e / ${m * n}u;`,
        `let row = e % ${m * n}u / ${n}u;`,
        `let column = e % ${n}u;`,
        'var total = 0.0;',
        `for (var k = 0u; k < ${k}u; k++) { total = fma(${code.prefix}left(batch, row, k), ${code.prefix}right(batch, column, k), total); }`,
        `${code.prefix}store(batch, row, column, 0u, total);`,
      ];
    },
  };
}

function productKernel(product: Product, lowering: ShaderLowering, tile: Tile, output: ValueId): Kernel {
  const { op, batches = 1, m, n, left, right, finish } = product;
  const { rows, columns } = tile;
  const groups = batches * Math.ceil(m / rows) * Math.ceil(n / columns) * tile.parts;
  const vectors = [left, right].flatMap((side) => (side.readFour ? side.reads : []));
  return {
    name: op.kind,
    ops: [op, ...(finish?.ops ?? [])],
    reads: [...new Set([...left.reads, ...right.reads, ...(finish?.inputs ?? []).filter((input) => input !== op.output)])],
    writes: finish?.outputs ?? [output],
    inPlace: finishedInPlace(finish, [...left.reads, ...right.reads], lowering),
    spans: [],
    vectors,
    groups,
    isLarge: inGrid(tile) || batches * m * n * product.k >= LARGE,
    room: inGrid(tile) ? 0 : roomOf(tile),
    write(code) {
      code.declare(storeFunction(product, lowering, tile, output, code));
      code.declare(sideFunction('left', left, code));
      code.declare(sideFunction('right', right, code));
      const room = roomFor(tile, code.prefix);
      if (room.declaration) code.declare(room.declaration);
      return writeProduct(product, tile, room, code.prefix);
    },
  };
}

function sideFunction(which: 'left' | 'right', side: Side, code: Code): string {
  const type = side.readFour ? 'vec4<f32>' : 'f32';
  return [`fn ${code.prefix}${which}(batch: u32, outer: u32, k: u32) -> ${type} {`, ...(side.readFour ?? side.read).call(side, code), '}'].join('\n');
}
function storeFunction({ op, n, place, finish }: Product, lowering: ShaderLowering, { parts }: Tile, output: ValueId, code: Code): string {
  const count = lowering.values.count(op.output);
  return [
    `fn ${code.prefix}store(batch: u32, row: u32, column: u32, part: u32, total: f32) {`,
    ...(place ?? [`let i = row * ${n}u + column;`]),
    ...(finish ? writeElements(finish, lowering, code, { value: op.output, name: 'total' }) : [`${code.at(output, parts > 1 ? `part * ${count}u + i` : 'i')} = total;`]),
    '}',
  ].join('\n');
}

const components = ['x', 'y', 'z', 'w'];

/** Workgroup memory as a tile uses it: a row for each step of the depth, first of the left side, then of the right. */
interface Room {
  cell(row: string, column: string): string;
  /** Number `i` of its vectors. */
  at(i: string): string;
  /** Of memory that is the kernel's own. */
  readonly declaration: string | null;
}
/** Where the rows are known when the shader is written, and so need not be held to their bounds: they are memory of two indices, which a kernel that is alone in its dispatch may have. */
const inGrid = ({ unrolled, slices }: Tile): boolean => unrolled && slices === 1;
function roomFor(tile: Tile, prefix: string): Room {
  const pitch = pitchOf(tile);
  if (!inGrid(tile)) return { cell: (row, column) => `room[(${row}) * ${pitch}u + ${column}]`, at: (i) => `room[${i}]`, declaration: null };
  const name = `${prefix}tiles`;
  return {
    cell: (row, column) => `${name}[${row}][${column}]`,
    at: (i) => `${name}[(${i}) / ${pitch}u][(${i}) % ${pitch}u]`,
    declaration: `var<workgroup> ${name}: array<array<vec4<f32>, ${pitch}>, ${Math.ceil(roomOf(tile) / pitch)}>;`,
  };
}

/** How one side comes from memory to registers, and from those to workgroup memory: in vectors of four rows (or columns) at one step of the depth. */
interface Staging {
  /** Rounds of all invocations for a tile. */
  readonly rounds: number;
  fetch(round: number, k: string): readonly string[];
  /** `into`: the row that its tile begins at. */
  put(round: number, into: string): readonly string[];
  readonly declare: readonly string[];
}
function staging(name: 'left' | 'right', side: Side, extent: number, size: number, first: string, column: number, depth: number, room: Room, prefix: string): Staging {
  // Four of the depth at once are a square, turned over on its way.
  const square = side.readFour !== undefined && side.along === 'k';
  const [quads, steps] = [size / 4, square ? depth / 4 : depth];
  const total = quads * steps;
  const rounds = Math.ceil(total / THREADS);
  const names = (round: number): readonly string[] => (square ? [0, 1, 2, 3].map((j) => `${name}${round}_${j}`) : [`${name}${round}`]);
  const places = (round: number): readonly string[] => {
    const e = `(lane + ${round * THREADS}u)`;
    const [quad, step] = side.along === 'k' ? [`${e} / ${steps}u`, `${e} % ${steps}u`] : [`${e} % ${quads}u`, `${e} / ${quads}u`];
    return [`let quad = ${quad};`, `let kk = ${step}${square ? ' * 4u' : ''};`, `let outer = ${first} + quad * 4u;`];
  };
  // The last round may be for a part of the invocations.
  const some = (round: number): readonly string[] => ((round + 1) * THREADS > total ? [`lane + ${round * THREADS}u < ${total}u`] : []);
  const within = (ahead: number): readonly string[] => (extent % size === 0 ? [] : [`outer + ${ahead}u < ${extent}u`]);
  const when = (conditions: readonly string[], line: string): string => (conditions.length > 0 ? `if (${conditions.join(' && ')}) { ${line} }` : line);
  return {
    rounds,
    declare: Array.from({ length: rounds }, (_, round) => names(round).map((one) => `var ${one} = vec4<f32>();`)).flat(),
    fetch(round, k) {
      const own = names(round);
      const read = (ahead: number): string => `${prefix}${name}(batch, outer + ${ahead}u, ${k} + kk)`;
      const lines = square
        ? own.map((one, j) => when(within(j), `${one} = ${read(j)};`))
        : side.readFour
          ? [when(within(0), `${own[0]} = ${read(0)};`)]
          : components.map((c, j) => when(within(j), `${own[0]}.${c} = ${read(j)};`));
      return ['{', ...places(round), ...own.map((one) => `${one} = vec4<f32>();`), `if (${[...some(round), `${k} + kk < end`].join(' && ')}) {`, ...lines, '}', '}'];
    },
    put(round, into) {
      const own = names(round);
      const lines = square
        ? components.map((c, j) => `${room.cell(`${into} + kk + ${j}u`, `${column}u + quad`)} = vec4<f32>(${own.map((one) => `${one}.${c}`).join(', ')});`)
        : [`${room.cell(`${into} + kk`, `${column}u + quad`)} = ${own[0]};`];
      const condition = some(round);
      return ['{', ...places(round).slice(0, 2), ...(condition.length > 0 ? [`if (${condition[0]}) {`, ...lines, '}'] : lines), '}'];
    },
  };
}

function writeProduct({ m, n, k, left, right }: Product, tile: Tile, room: Room, prefix: string): readonly string[] {
  const { rows, columns, own, depth, slices, parts, buffers, unrolled } = tile;
  const [quads, across, down] = [own / 4, columns / own, rows / own];
  const per = across * down;
  const tilesAcross = Math.ceil(n / columns);
  const tilesInAll = Math.ceil(m / rows) * tilesAcross;
  // A part begins where a tile of the depth does.
  const chunk = Math.ceil(Math.ceil(k / depth) / parts) * depth;
  const sides = [staging('left', left, m, rows, 'row0', 0, depth, room, prefix), staging('right', right, n, columns, 'column0', rows / 4, depth, room, prefix)];
  const each = (write: (side: Staging, round: number) => readonly string[]): string[] => sides.flatMap((side) => Array.from({ length: side.rounds }, (_, round) => write(side, round)).flat());
  const sums = Array.from({ length: own }, (_, row) => Array.from({ length: quads }, (_, quad) => `s${row}_${quad}`));
  const step = depth / slices;
  const multiply = (row: string): readonly string[] => [
    '{',
    ...Array.from({ length: quads }, (_, q) => [`let a${q} = ${room.cell(row, `down + ${q * down}u`)};`, `let b${q} = ${room.cell(row, `across + ${rows / 4 + q * across}u`)};`]).flat(),
    ...sums.flatMap((row, r) => row.map((name, q) => `${name} = fma(vec4<f32>(a${Math.floor(r / 4)}.${components[r % 4]}), b${q}, ${name});`)),
    '}',
  ];
  const steps = (source: number): readonly string[] => {
    if (unrolled) return Array.from({ length: step }, (_, j) => multiply(slices === 1 ? `${source + j}u` : `${source + j}u + slice * ${step}u`)).flat();
    return [`for (var j = 0u; j < ${step}u; j++) {`, ...multiply(`${source}u + slice * ${step}u + j`), '}'];
  };
  /** One tile on its way, the one before it multiplied: what lies from row `source` on, while the next comes to row `into`. */
  const round = (k0: string, source: number, into: number): readonly string[] => [
    ...each((side, i) => side.fetch(i, k0)),
    `if (${k0} > start) {`,
    ...steps(source),
    '}',
    // With two buffers nobody writes where another still reads.
    ...(buffers === 2 ? [] : ['workgroupBarrier();']),
    ...each((side, i) => side.put(i, `${into}u`)),
    'workgroupBarrier();',
  ];
  return [
    `let batch = group / ${tilesInAll * parts}u;`,
    `let part = group / ${tilesInAll}u % ${parts}u;`,
    `let row0 = (group % ${tilesInAll}u) / ${tilesAcross}u * ${rows}u;`,
    `let column0 = (group % ${tilesAcross}u) * ${columns}u;`,
    `let slice = lane / ${per}u;`,
    ...(slices === 1 && across >= 8 && down >= 4
      ? // Neighbours of 4 by 8, which read the fewest vectors of both sides together.
        [`let down = lane / ${4 * across}u * 4u + lane % 32u / 8u;`, `let across = lane / 32u % ${across / 8}u * 8u + lane % 8u;`]
      : [`let down = lane % ${per}u / ${across}u;`, `let across = lane % ${across}u;`]),
    `let start = part * ${chunk}u;`,
    `let end = min(start + ${chunk}u, ${k}u);`,
    ...sums.flat().map((name) => `var ${name} = vec4<f32>();`),
    ...sides.flatMap(({ declare }) => declare),
    // One round more than there are tiles. The count is the same for all invocations, as a barrier needs it.
    `for (var k0 = start; k0 < end + ${depth}u; k0 += ${depth * buffers}u) {`,
    ...(buffers === 1 ? round('k0', 0, 0) : [...round('k0', depth, 0), `let k1 = k0 + ${depth}u;`, `if (k1 < end + ${depth}u) {`, ...round('k1', 0, depth), '}']),
    '}',
    ...(slices > 1 ? meet(sums.flat(), tile) : []),
    ...(slices > 1 ? storeMet(tile, m, n, prefix) : storeOwn(sums, tile, room, m, n, prefix)),
  ];
}

/** The slices of a workgroup add up what they have: the second half gives its sums to the first, and those lie in workgroup memory after that. */
function meet(sums: readonly string[], { slices, rows, columns, own }: Tile): readonly string[] {
  const half = slices / 2;
  const per = (rows * columns) / (own * own);
  const place = (s: number, from: number): string => `room[${s * half * per}u + lane - ${from * per}u]`;
  return [
    `if (slice >= ${half}u) {`,
    ...sums.map((name, s) => `${place(s, half)} = ${name};`),
    '}',
    'workgroupBarrier();',
    `if (slice < ${half}u) {`,
    ...sums.map((name, s) => `${place(s, 0)} += ${name};`),
    '}',
    'workgroupBarrier();',
  ];
}
/** After `meet`: all invocations share what is left to add up, in the order of the result. */
function storeMet({ slices, rows, columns, own }: Tile, m: number, n: number, prefix: string): readonly string[] {
  const [half, across, down, quads] = [slices / 2, columns / own, rows / own, own / 4];
  const per = across * down;
  return [
    `for (var e = lane; e < ${rows * columns}u; e += ${THREADS}u) {`,
    `let r = e / ${columns}u;`,
    `let c = e % ${columns}u;`,
    // Which invocation of a slice has it, and as which of its sums.
    `let owner = (r / 4u) % ${down}u * ${across}u + (c / 4u) % ${across}u;`,
    `let s = (r / ${4 * down}u * 4u + r % 4u) * ${quads}u + c / ${4 * across}u;`,
    'var total = 0.0;',
    `for (var j = 0u; j < ${half}u; j++) { total += room[s * ${half * per}u + j * ${per}u + owner][c % 4u]; }`,
    `if (row0 + r < ${m}u && column0 + c < ${n}u) { ${prefix}store(batch, row0 + r, column0 + c, part, total); }`,
    '}',
  ];
}
/** Each invocation has its own sums: row after row of them goes through workgroup memory, so that memory is written in its order. */
function storeOwn(sums: readonly (readonly string[])[], { rows, columns, own }: Tile, room: Room, m: number, n: number, prefix: string): readonly string[] {
  const [across, down] = [columns / own, rows / own];
  return sums.flatMap((row, r) => [
    ...(r > 0 ? ['workgroupBarrier();'] : []),
    ...row.map((name, q) => `${room.at(`down * ${columns / 4}u + across + ${q * across}u`)} = ${name};`),
    'workgroupBarrier();',
    `for (var e = lane; e < ${down * columns}u; e += ${THREADS}u) {`,
    `let row = row0 + (e / ${columns}u + ${Math.floor(r / 4) * down}u) * 4u + ${r % 4}u;`,
    `let column = e % ${columns}u;`,
    `if (row < ${m}u && column0 + column < ${n}u) { ${prefix}store(batch, row, column0 + column, part, ${room.at('e / 4u')}[e % 4u]); }`,
    '}',
  ]);
}
