/** What WebGPU must compute rightly, each check by its name: `npm run mutate` puts faults into the kernels and asks which of these notices. Runs in a browser. */
import { useDevice } from '../runtime/device';
import { sharedGpu } from '../runtime/webgpu/start';
import { webGpuDevice } from '../runtime/webgpu/store';
import { tile, type Tile } from '../runtime/webgpu/kernels/tiles';
import { compareOneByOne } from './compare-one-by-one';
import { compareSteps } from './compare-steps';
import { checkBackend, index, opCase, opCases, real, type CaseResult, type OpCase } from './op-cases';
import { comparePrograms, gatherRows } from './webgpu-programs';
import { compareUpdates } from './webgpu-updates';

/** Relative to the largest number of a result. */
const TOLERANCE = 1e-5;

async function compute(cases: readonly OpCase[], products: Tile | 'plain' = 'plain'): Promise<string[]> {
  const results = await checkBackend('webgpu', {}, cases, async () => useDevice(webGpuDevice(await sharedGpu(), { products })));
  const told = typeof products === 'object' ? `, in ${JSON.stringify(products)}` : '';
  return results.filter(({ maxRelativeError }) => !(maxRelativeError <= TOLERANCE)).map((result) => `${result.case}${told}`);
}
async function inTiles(cases: readonly OpCase[], variants: readonly Tile[]): Promise<string[]> {
  const wrong: string[] = [];
  for (const variant of variants) wrong.push(...(await compute(cases, variant)));
  return wrong;
}
const ofKinds = (...kinds: readonly string[]): readonly OpCase[] => opCases.filter(({ kind }) => kinds.includes(kind));
const inParts = (one: Tile, parts: number): Tile => ({ ...one, parts });

function product(m: number, k: number, n: number, transposeA: boolean, transposeB: boolean, lead: readonly number[] = []): OpCase {
  return opCase('matMul', [real([...lead, ...(transposeA ? [k, m] : [m, k])]), real([...lead, ...(transposeB ? [n, k] : [k, n])])], { transposeA, transposeB });
}
/** Sizes that divide no tile: rows that are read in vectors of four, and others; each side along the depth and across it. More than one tile of 16 by 16 either way. */
const small = [product(36, 44, 20, false, false), product(36, 44, 20, true, true), product(35, 43, 19, true, false), product(35, 43, 19, false, true)];
/** One of either kind. */
const few = [small[0]!, small[3]!];
/** Several products beside each other, whose sides are read in vectors of four, and number by number. */
const many = [product(20, 16, 20, false, true, [2, 3]), product(19, 21, 17, true, false, [5])];
/** More than one tile of 64 by 64 either way. */
const large = [product(132, 20, 68, false, true), product(131, 19, 67, true, false)];
/** The batches of a product, tiles that end within a picture, and windows that do. */
const convolved = ofKinds('conv2d', 'convInputGrad', 'convFilterGrad').filter(({ inputs }) => inputs[0]!.shape.join() === '2,7,9,3' || inputs[1]!.shape.join() === '2,3,2,3');
const added: readonly OpCase[] = [
  ...ofKinds('sum'),
  // Lanes beside each other for one sum, several numbers at once, and parts that another kernel adds up: for each, sizes that do not divide.
  ...[[3, 45], [2, 45, 17], [3, 45, 37], [5, 3001], [2, 2501, 19], [1, 1537, 35], [2, 1537, 6], [70_001], [2, 33, 8200]].map((shape) => opCase('sum', [real(shape, 0, 1.5)], { axes: [1].slice(0, shape.length - 1).concat(shape.length === 1 ? [0] : []), keepDims: false })),
  opCase('sum', [real([3, 40, 2, 50])], { axes: [1, 3], keepDims: false }),
  opCase('sum', [real([37, 1, 9])], { axes: [1], keepDims: false }),
];
const inRows = [1, 3, 9, 300, 1030].flatMap((length) => (['softmax', 'logSoftmax', 'argMax'] as const).map((kind) => opCase(kind, [real([7, length], -9, 9)])));
const segments = [...ofKinds('segmentSum'), opCase('segmentSum', [real([45, 20]), index([45], 21)], { segments: 21 })];

/** Each gives what is wrong, nothing where all is well; or throws. */
const checks: Readonly<Record<string, () => Promise<string[]>>> = {
  'multiplies number by number': () => compute([...ofKinds('matMul'), ...small]),
  'multiplies matrix by matrix': async () => [...(await compute(many)), ...(await inTiles(many, [tile(16, 16, 4, 16), inParts(tile(64, 64, 4, 8), 2)]))],
  'multiplies in slices': async () => [...(await inTiles(small, [tile(16, 16, 4, 16)])), ...(await inTiles(few, [tile(32, 16, 4, 16), tile(16, 32, 4, 8)]))],
  'multiplies in two slices': () => inTiles(large, [tile(32, 64, 4, 8)]),
  'multiplies in tiles': () => inTiles(large, [tile(64, 64, 4, 8), tile(256, 16, 4, 4), tile(16, 256, 4, 4)]),
  'multiplies in tiles of which an invocation has 8 by 8': async () => [...(await inTiles(large.slice(0, 1), [tile(128, 128, 8, 4)])), ...(await inTiles(large.slice(1), [tile(64, 64, 8, 8)]))],
  'multiplies in parts': () => inTiles(few, [inParts(tile(16, 16, 4, 16), 2), inParts(tile(64, 64, 4, 8), 3), inParts(tile(64, 64, 4, 8), 8)]),
  'multiplies with one tile filled while the other is multiplied': () => inTiles(few, [tile(16, 16, 4, 16, 2), tile(64, 64, 4, 8, 2), inParts(tile(16, 64, 4, 8, 2), 2)]),
  'multiplies with its steps written out': () => inTiles(few, [tile(16, 16, 4, 32, 1, true), tile(64, 64, 4, 8, 2, true)]),
  convolves: () => compute(ofKinds('conv2d', 'convInputGrad', 'convFilterGrad')),
  'convolves in tiles': () => inTiles(convolved, [tile(32, 16, 4, 8), inParts(tile(64, 64, 4, 8), 2)]),
  'adds to segments': async () => [...(await compute(segments)), ...(await inTiles(segments, [tile(16, 16, 4, 16)]))],
  'adds up': () => compute(added),
  'goes through rows': () => compute([...ofKinds('softmax', 'logSoftmax', 'argMax'), ...inRows]),
  'moves numbers': () => compute(ofKinds('constant', 'transpose', 'broadcastTo', 'slice', 'pad', 'upsample', 'concat', 'oneHot', 'gather', 'toInt', 'toFloat', 'reshape')),
  pools: () => compute(ofKinds('avgPool', 'maxPool')),
  'draws random numbers': () => compute([...ofKinds('randomNormal', 'randomUniform'), opCase('randomNormal', [], { shape: [1031], stream: 7 }), opCase('randomUniform', [], { shape: [33, 35], stream: 1 })]),
  'computes number by number': () => compute(ofKinds('add', 'div', 'maximum', 'square', 'relu', 'softplus')),
  'does what follows': () => comparePrograms('plain'),
  'does what follows in tiles': async () => [...(await comparePrograms(tile(32, 16, 4, 8))), ...(await comparePrograms(inParts(tile(64, 64, 4, 8), 2)))],
  'counts workgroups beyond what a dispatch has one way': () => compute([opCase('broadcastTo', [real([4099])], { shape: [4100, 4099] })]),
  'gathers the rows of a batch': gatherRows,
  'updates parameters that are read elsewhere': compareUpdates,
  'takes the steps of plain JavaScript': async () => {
    const { name, difference } = await compareSteps('webgpu', 'patterns', 3);
    return difference < 1e-3 ? [] : [name];
  },
  'takes its steps as it does one by one': async () => {
    const { difference, name, bytes, left } = await compareOneByOne('patterns', 2);
    return [...(difference < 1e-4 ? [] : [name]), ...(new Set(bytes).size === 1 && left === 0 ? [] : [`bytes: ${bytes.join()}, ${left} left`])];
  },
};
export const checkNames = Object.keys(checks);
export const runCheck = (name: string): Promise<string[]> => checks[name]!();

/** What is computed as a product, in the tiles that a card would get; three cases of five, because an emulated GPU takes a second for each shader. */
export function checkTiled(): Promise<CaseResult[]> {
  const cases = ofKinds('matMul', 'conv2d', 'convInputGrad', 'convFilterGrad', 'segmentSum').filter((_, i) => i % 5 < 3);
  return checkBackend('webgpu', {}, cases, async () => useDevice(webGpuDevice(await sharedGpu(), { products: 'tiled' })));
}
