/** Faults for WebGPU, files of graph-engine/runtime/webgpu: its kernels, which only a browser can run, and how a run is laid out. */
import { onWebGpu, webGpu } from './tests.mjs';

const plain = onWebGpu('multiplies number by number');
const batches = onWebGpu('multiplies matrix by matrix');
const slices = onWebGpu('multiplies in slices');
const two = onWebGpu('multiplies in two slices');
const tiles = onWebGpu('multiplies in tiles');
const eight = onWebGpu('multiplies in tiles of which an invocation has 8 by 8');
const parts = onWebGpu('multiplies in parts');
const buffers = onWebGpu('multiplies with one tile filled while the other is multiplied');
const written = onWebGpu('multiplies with its steps written out');
const convolutions = onWebGpu('convolves');
const segments = onWebGpu('adds to segments');
const sums = onWebGpu('adds up');
const rows = onWebGpu('goes through rows');
const moves = onWebGpu('moves numbers');
const pools = onWebGpu('pools');
const random = onWebGpu('draws random numbers');
const elements = onWebGpu('computes number by number');
const follows = onWebGpu('does what follows');
const beyond = onWebGpu('counts workgroups beyond what a dispatch has one way');
const gathers = onWebGpu('gathers the rows of a batch');
const updates = onWebGpu('updates parameters that are read elsewhere');
const steps = onWebGpu('takes the steps of plain JavaScript');
const together = onWebGpu('takes its steps as it does one by one');
const lowering = webGpu('lower.test.ts');
const verify = webGpu('verify.test.ts');

/** By file: what is wrong, the text that is replaced, the text in its place, the test that must fail. */
export const webGpuMutations = {
  'kernels/product.ts': [
    ['the first step of the depth is left out', 'for (var k = 0u; k < ${k}u; k++)', 'for (var k = 1u; k < ${k}u; k++)', plain],
    ['the rows of later batches are beyond the first', '`let row = e % ${m * n}u / ${n}u;`', '`let row = e / ${n}u;`', convolutions],
    ['the last row of a side is left out', '`outer + ${ahead}u < ${extent}u`', '`outer + ${ahead + 1}u < ${extent}u`', slices],
    ['what lies behind the depth counts', '`${k} + kk < end`]', "'true']", slices],
    ['all write what a tile has no room for', '((round + 1) * THREADS > total ?', '(false ?', slices],
    ['a square is not turned over', 'vec4<f32>(${own.map((one) => `${one}.${c}`).join(\', \')})', '${own[j]}', slices],
    ['the last steps of the depth are of no part', 'Math.ceil(Math.ceil(k / depth) / parts) * depth', 'Math.floor(Math.ceil(k / depth) / parts) * depth', parts],
    ['all parts begin at the first step', '`let start = part * ${chunk}u;`', "'let start = 0u;'", parts],
    ['parts go beyond where the next begins', '`let end = min(start + ${chunk}u, ${k}u);`', '`let end = ${k}u;`', parts],
    ['parts lie where the first does', "parts > 1 ? `part * ${count}u + i` : 'i'", "'i'", parts],
    ['a part is that of another tile', '`let part = group / ${tilesInAll}u % ${parts}u;`', '`let part = group % ${parts}u;`', parts],
    ['every tile begins at the first column', '`let column0 = (group % ${tilesAcross}u) * ${columns}u;`', "'let column0 = 0u;'", slices],
    ['a tile is read from where the next is put', "round('k1', 0, depth)", "round('k1', depth, depth)", buffers],
    ['nobody waits until a tile was multiplied', "...(buffers === 2 ? [] : ['workgroupBarrier();']),\n", '', slices],
    ['nobody waits until a tile is filled', "side.put(i, `${into}u`)),\n    'workgroupBarrier();',", 'side.put(i, `${into}u`)),', buffers],
    ['all slices do the same steps', 'multiply(`${source}u + slice * ${step}u + j`)', 'multiply(`${source}u + j`)', slices],
    ['all slices do the same steps, written out', ': `${source + j}u + slice * ${step}u`)', ': `${source + j}u`)', written],
    ['rows of memory of its own are one', 'at: (i) => `${name}[(${i}) / ${pitch}u]', 'at: (i) => `${name}[0u]', written],
    ['memory of its own has too few rows', 'Math.ceil(roomOf(tile) / pitch)', 'Math.ceil(roomOf(tile) / pitch / 2)', written],
    ['the steps that are written out are one', ': `${source + j}u + slice * ${step}u`)', ': `${source}u + slice * ${step}u`)', written],
    ['neighbours beyond the first eight are those', '* 8u + lane % 8u;`', '+ lane % 8u;`', tiles],
    ['where slices meet, one half is lost', '`${place(s, 0)} += ${name};`', '`${place(s, 0)} = ${name};`', two],
    ['slices meet in one place', '${s * half * per}u + lane', '${s * per}u + lane', slices],
    ['slices do not wait for each other', "'}',\n    'workgroupBarrier();',\n    `if (slice < ${half}u) {`,", "'}',\n    `if (slice < ${half}u) {`,", two],
    ['the sums of the first slice are left out', 'for (var j = 0u; j < ${half}u; j++)', 'for (var j = 1u; j < ${half}u; j++)', slices],
    ['sums of slices are turned over', '(r / 4u) % ${down}u * ${across}u + (c / 4u) % ${across}u', '(c / 4u) % ${across}u * ${down}u + (r / 4u) % ${down}u', slices],
    ['of eight rows of slices the second four are the first', '(r / ${4 * down}u * 4u + r % 4u) * ${quads}u', '(r % 4u) * ${quads}u', eight],
    ['slices store what lies behind the columns', 'if (row0 + r < ${m}u && column0 + c < ${n}u)', 'if (row0 + r < ${m}u)', slices],
    ['of eight rows the second four are the first', '${Math.floor(r / 4) * down}u) * 4u', '0u) * 4u', eight],
    ['of eight columns the second four are the first', '`across + ${rows / 4 + q * across}u`', '`across + ${rows / 4}u`', eight],
    ['columns beside each other are stored apart', 'room.at(`down * ${columns / 4}u + across + ${q * across}u`)', 'room.at(`down * ${columns / 4}u + across * ${row.length}u + ${q}u`)', eight],
    ['what lies behind the columns is stored', 'if (row < ${m}u && column0 + column < ${n}u)', 'if (row < ${m}u)', tiles],
    ['a row is stored over one that others read', "...(r > 0 ? ['workgroupBarrier();'] : []),\n", '', tiles],
    ['a row is stored before others gave their part', "= ${name};`),\n    'workgroupBarrier();',", '= ${name};`),', tiles],
  ],
  'kernels/tiles.ts': [
    ['there are too few slices', 'slices: (THREADS * own * own)', 'slices: (THREADS * own)', slices],
    ['two tiles have room for one', 'const sides = buffers * depth *', 'const sides = depth *', buffers],
    ['sums that meet have no room', 'return Math.max(sides, meeting);', 'return sides;', slices],
  ],
  'kernels/mat-mul.ts': [
    ['rows and columns change places', '`outer * ${pitch}u + k` : `k * ${pitch}u + outer`', '`k * ${pitch}u + outer` : `outer * ${pitch}u + k`', plain],
    ['what is no whole vector is read as one', 'pitch % 4 === 0', 'pitch > 0', slices],
    ['what is turned over lies as what is not', "attr.flag(op.attrs, 'transposeB') ? plainSide(y, 'k', k, ofRight) : plainSide", 'plainSide', plain],
    ['every product has the first sides', '`batch * ${size}u + ${own}`', 'own', batches],
    ['every product is written over the first', '`let i = (batch * ${m}u + row) * ${n}u + column;`', '`let i = row * ${n}u + column;`', batches],
  ],
  'kernels/convolution.ts': [
    ['the padding above counts from the left', 'top: before(outHeight, strideY, kernelHeight, height)', 'top: before(outWidth, strideX, kernelWidth, width)', convolutions],
    ['all padding lies before', '+ kernel - size) / 2)', '+ kernel - size))', convolutions],
    ['strides change places', '* ${s.strideY}u + ky)', '* ${s.strideX}u + ky)', convolutions],
    ['the last line is read for those below it', 'iy < 0 || iy >= ${s.height} || ', 'iy < 0 || ', convolutions],
    ['the last column is read for those beside it', ' || ix < 0 || ix >= ${s.width})', ' || ix < 0)', convolutions],
    ['a window has one line of taps', '`let kx = ${index} / ${size}u % ${width}u;`', '`let kx = ${index} / ${size}u;`', convolutions],
    ['phases change places', '* ${s.strideY}u + batch / ${s.strideX}u;`', '* ${s.strideY}u + batch % ${s.strideY}u;`', convolutions],
    ['phases forget the padding', '(batch / ${s.strideX}u + ${s.top}u) % ${s.strideY}u', '(batch / ${s.strideX}u) % ${s.strideY}u', convolutions],
    ['a phase has taps beyond the filter', '`if (ky >= ${s.kernelHeight}u || kx >= ${s.kernelWidth}u) { return 0.0; }`', "''", convolutions],
    ['the last window is read for those behind it', ' || fromTop >= ${s.outHeight * s.strideY} || ', ' || ', convolutions],
    ['pixels beyond the picture are stored', '`if (iy >= ${s.height}u || ix >= ${s.width}u) { return; }`', "''", convolutions],
    ['the filter is read the other way round', '* ${s.kernelWidth}u + kx) * ${s.channels}u + outer) * ${s.filters}u + channel', '* ${s.kernelWidth}u + kx) * ${s.filters}u + channel) * ${s.channels}u + outer', convolutions],
  ],
  'kernels/segment-sum.ts': [
    ['segments count from one', '== i32(outer));', '== i32(outer) + 1);', segments],
    ['the last row is left out', 'lowering.values.count(op.inputs[1]!)', 'lowering.values.count(op.inputs[1]!) - 1', segments],
  ],
  'kernels/sum.ts': [
    ['the last numbers are of no part', 'const chunk = Math.ceil(reduce / parts);', 'const chunk = Math.floor(reduce / parts);', sums],
    ['parts are taken for sums', '(k / ${inner * parts}u) * ${reduce * inner}u', '(k / ${inner}u) * ${reduce * inner}u', sums],
    ['a part is that of another sum', '`let part = (k / ${inner}u) % ${parts}u;`', '`let part = k % ${parts}u;`', sums],
    ['parts go beyond where the next begins', 'min((part + 1u) * ${chunk}u, ${reduce}u)', '${reduce}u', sums],
    ['what was read ahead is read again', 'r += ${lanes * ahead}u', 'r += ${lanes}u', sums],
    ['what lies behind the end is read ahead', "'if (at < end) {'", "'if (true) {'", sums],
    ['the last two lanes are not added', 'width >= ${columns}u; width >>= 1u', 'width > ${columns}u; width >>= 1u', sums],
    ['lanes do not wait for each other', "'cells[lane] = sum;',\n        'workgroupBarrier();',", "'cells[lane] = sum;',", sums],
    ['lanes do not wait for each other on the way', "cells[lane] = sum; }',\n        'workgroupBarrier();',", "cells[lane] = sum; }',", sums],
    ['the last of the axes is not added', 'reduce: sizeOf(shape.slice(first, last + 1))', 'reduce: sizeOf(shape.slice(first, last))', sums],
    ['what follows reads another number', "finish ? ['let i = k;',", "finish ? ['let i = k + 1u;',", follows],
  ],
  'kernels/rows.ts': [
    ['each lane has a largest of its own', '`max(most, ${other})`', '`most`', rows],
    ['each lane has a sum of its own', '`total + ${other}`', '`total`', rows],
    ['the last of a row counts as the first', 'min(first, f32(j))', 'max(first, f32(j))', rows],
    ['lanes read what others wrote since', "'let other = cells[lane ^ width];',\n    'workgroupBarrier();',", "'let other = cells[lane ^ width];',", rows],
    ['a lane has no other beside it', 'cells[lane ^ width]', 'cells[lane]', rows],
    ['the rows of a workgroup are one', '+ lane / ${lanes}u;`', ';`', rows],
  ],
  'kernels/map.ts': [
    ['axes stay in their order', "attr.numbers(attrs, 'perm').map((axis) => steps[axis]!)", 'steps', moves],
    ['a part begins where the whole does', '`${place} + ${begin[axis]}u`', 'place', moves],
    ['zeros lie behind in place of before', 'i % 2 === 0', 'i % 2 === 1', moves],
    ['what lies outside is read', "if (${inside || 'true'})", 'if (true)', moves],
    ['rows are repeated as often as columns', '`(${y}) / ${rows}u`', '`(${y}) / ${columns}u`', moves],
    ['a class is that of another', '== i32(i % ${depth}u)', '== i32(i / ${depth}u)', moves],
    ['a row that is looked up is its first number', '`line * ${size}u + i % ${size}u`', '`line * ${size}u`', moves],
    ['all parts of a whole lie at its beginning', 'before += own;', '', moves],
    ['a window is turned over', 'corner + (wy * ${shapes[0]![2]}u + wx)', 'corner + (wx * ${shapes[0]![2]}u + wy)', pools],
    ['nothing is less than zero', "'var value = -3.4028234e38;', ...window", "'var value = 0.0;', ...window", pools],
    ['columns of windows lie side by side', '(${x}) * ${columns}u) *', '(${x})) *', pools],
  ],
  'kernels/list.ts': [['each of a list is put first', '${code.at(op.output, `${k}u`)}', "${code.at(op.output, '0u')}", follows]],
  'kernels/each.ts': [['workgroups do the same', 'let i = group * ${THREADS}u + lane;', 'let i = lane;', follows]],
  'kernels/chain.ts': [['what is spanned is not known to be read', 'reads: elements.inputs.flatMap(membersOf)', 'reads: elements.inputs', lowering]],
  'kernels/copy.ts': [['every number is the first', ": code.at(source, 'i')}", ": code.at(source, '0u')}", sums]],
  'kernels/gather-rows.ts': [
    ['all rows are the first', 'code.at(rows, `i / ${size}u`)', "code.at(rows, '0u')", gathers],
    ['a row is its first number', '`let at = row * ${size}u + i % ${size}u;`', '`let at = row * ${size}u;`', gathers],
    ['of four bytes all are the first', '(at % 4u * 8u)', '0u', gathers],
    ['bytes are what they stand for', "code.at(meanings, 'byte')", "'f32(byte)'", gathers],
  ],
  'kernels/random.ts': [
    ['of four numbers all are the first', '= numbers[j]; }', '= numbers[0]; }', random],
    ['all draw the same', "attr.number(op.attrs, 'stream') >>> 0", '0', random],
    ['the last block is left out', 'Math.ceil(count / 4 / THREADS)', 'Math.floor(count / 4 / THREADS)', random],
  ],
  'random-wgsl.ts': [['a round of the generator is left out', 'round < 10;', 'round < 9;', random]],
  'broadcast.ts': [
    ['a single number is read as one of many', "if (count === 1) return '0u';", '', webGpu('broadcast.test.ts')('of a single number is 0')],
    ['what is repeated within goes on', 'position === 0 ? quotient', 'position >= 0 ? quotient', elements],
    ['rows that are repeated lie beside each other', 'inner === 1 ? digit', 'inner > 0 ? digit', elements],
  ],
  'elements.ts': [
    ['what a kernel reads anywhere is updated in place', 'filter((value) => !others.includes(value))', 'filter(() => true)', updates],
    ['what is repeated is read number by number', 'code.at(leaf, broadcastIndex(from, to))', "code.at(leaf, 'i')", elements],
    ['all is written to the first', "${code.at(output, 'i')} = ${output", "${code.at(output, '0u')} = ${output", elements],
  ],
  'kernel.ts': [['infinity has the other sign', "rounded > 0 ? '0x7f800000u'", "rounded < 0 ? '0x7f800000u'", follows]],
  'assemble.ts': [
    ['values that share memory lie in one place', '`${place.offset / 4}u + ${index}`', '`${index}`', follows],
    ['kernels of a dispatch begin where the first does', '(group - ${before}u, lane)', '(group, lane)', follows],
    ['a kernel takes a workgroup of the next', 'if (group < ${before + kernel.groups}u)', 'if (group <= ${before + kernel.groups}u)', follows],
    ['a number of the step is another', 'const word = CONTROL_WORDS + index;', 'const word = CONTROL_WORDS + (index ^ 1);', follows],
    ['workgroups of later rows are those of the first', "'let group = id.x + id.y * count.x;'", "'let group = id.x;'", beyond],
    ['vectors are read where they do not begin', '`${name}[(${i}) / 4u]`', '`${name}[(${i}) / 4u + 1u]`', slices],
    ['of vectors, numbers are the first', '`${name}[(${i}) / 4u][(${i}) % 4u]`', '`${name}[(${i}) / 4u][0u]`', onWebGpu('does what follows in tiles')],
  ],
  'prepared.ts': [
    ['later steps have the numbers of the first', '= at(step)));', '= at(0)));', follows],
    ['all steps draw the same', 'words[2] = step;', 'words[2] = 0;', random],
    ['all rows of a batch are listed in one place', '      words += Math.ceil(count / ALIGNED) * ALIGNED;\n', '', gathers],
    ['what has no place at once is not dispatched', 'pass.dispatchWorkgroups(Math.ceil(groups / rows), rows);', 'pass.dispatchWorkgroups(Math.min(groups, limit));', beyond],
    ['new values stay apart from their parameters', 'for (const { from, to } of this.placed.copies)', 'for (const { from, to } of [])', together],
  ],
  'store.ts': [['parameters are moved to one place', 'place.offset, memory.given, at, place.bytes);\n      this.parameters.set', 'place.offset, memory.given, 0, place.bytes);\n      this.parameters.set', steps]],
  'fold.ts': [
    ['a product that others read is not stored', '[...chain.outputs, output] : chain.outputs', 'chain.outputs : chain.outputs', lowering('leaves the product itself to others that read it')],
    ['what comes later is read too early', 'return chain.inputs.every(early) && ', 'return ', lowering('is a kernel of its own where it reads what comes later')],
  ],
  'merge.ts': [['what is one is the first of all', 'members: members.map(of)', 'members: [of(members[0]!)]', together]],
  'pack.ts': [
    ['nobody waits for what is written', '(written.get(value) ?? -1) + 1', 'written.get(value) ?? 0', together],
    ['too many buffers are bound', '.some(isBusy) && buffersOf([...dispatch, kernel], memoryOf).size <= bindings', '.some(isBusy)', follows],
  ],
  'place.ts': [
    ['a parameter is written over while others read it', 'return read < at || (read === at && ', 'return read <= at || (read === at && ', updates],
    ['memory is handed on before the last reader', 'lastWrite.get(value)!) > at)', 'lastWrite.get(value)!) > at + 1)', follows],
    ['values for parameters are not kept to the end', ', ...copied.map(([, value]) => value)]', ']', updates],
    ['what is fetched is written over', 'new Set<ValueId>([...fetch, ', 'new Set<ValueId>([', follows],
    ['small values lie in one place', '    used += values.count(value) * 4;\n', '', together],
  ],
  'lower.ts': [['a table that cannot be bound with others is', 'if (kernels.some((kernel) => buffersOf([kernel], bufferOf).size > options.bindings)) return null;', '', lowering('refuses a device that can bind too few buffers')]],
  'verify.ts': [
    ['what was overwritten may be read', "if (!isThere(value)) faults.push(`${kernel.name} in", "if (false) faults.push(`${kernel.name} in", verify('is wrong where it is handed on too early')],
    ['what is written elsewhere is taken for in turn', 'kernel.inPlace.has(value) && same(', 'same(', verify('lets an update take the place of a parameter')],
  ],
};

/** Files of `webgpu` and `kernels` without anything to compute. */
export const withoutWebGpu = {
  'executor.ts': 'calls of the device; the end-to-end tests compare what comes of them',
  'gpu.ts': 'what the browser is asked for',
  'host-gpu.ts': 'what the browser is asked for',
  'readings.ts': 'buffers that are used over and over; the end-to-end tests count their bytes',
  'start.ts': 'what the browser is asked for',
  'values.ts': 'shapes; one that is wrong fits nothing',
  'kernels/index.ts': 'which file has the kernel of an operation',
};
