/** Faults on the way from a program to the list of operations, files of graph-engine/runtime/wasm. */
import { anyExecutor, arena, chains, kernelsOf, lists, op, places, rows, training } from './tests.mjs';

export const loweringMutations = {
  'arena.ts': [
    ['lengths are rounded down', 'Math.ceil(Math.max(bytes, 1) / ALIGN)', 'Math.floor(Math.max(bytes, 1) / ALIGN)', arena('gives back what was released')],
    ['joined pieces keep the length of the first', 'bytes: last.bytes + piece.bytes', 'bytes: last.bytes', arena('gives back what was released')],
    ['views of memory before it grew are kept', 'this.#floats?.buffer !== this.memory.buffer', 'this.#floats === null', arena('grows, and its views follow')],
  ],
  'broadcast-pattern.ts': [
    ['the last repeated axis does not count', 'repeat: sizeOf(to.slice(first, last + 1))', 'repeat: sizeOf(to.slice(first, last))', op('add')],
    ['axes that lie apart count as one', 'if (padded.slice(first, last + 1).some((size) => size !== 1)) return null;', '', chains('repeat')],
  ],
  'chain.ts': [
    ['a block does not hold whole periods', 'if (periodic) period = lcm(period, pattern.inner);', '', chains('repeat')],
    ['a difference with a number is turned round', 'new Set([Fn.Add, Fn.Mul,', 'new Set([Fn.Add, Fn.Sub, Fn.Mul,', op('sub')],
    ['a register is free before its last use', 'if (lastUse.get(register) === i) free', 'if (lastUse.get(register)! >= i) free', chains('agree')],
    ['a register filled before the loop is given away', 'if (fixed) lastUse.set(register, Infinity);', '', chains('repeat')],
    ['squares that others read are fused away', '&& uses.get(output) === 1 && summed.has(output)', '&& summed.has(output)', chains('add up')],
    ['two sums share a slot', 'const slot = totals.length;', 'const slot = 0;', chains('add up')],
    ['a product is added to itself', 'add(Fn.MultiplyAdd, target, [...factors, other]);', 'add(Fn.MultiplyAdd, target, [...factors, factors[0]!]);', chains('agree')],
  ],
  'encode.ts': [
    ['a value dies before its last reader', 'last: Math.max(at.last, i)', 'last: i - 1', training],
    ['what is read at the end may be written over', 'kept.has(storage) ? records.length : span', 'span', kernelsOf('keep what is read at the end')],
  ],
  'executor.ts': [
    ['what is given is read after the run', 'before[i] ?? read(result)', 'read(result)', anyExecutor('gives fetched inputs')],
    ['random numbers do not depend on the step', 'words[control + 2] = step;', 'words[control + 2] = 0;', kernelsOf('randomNormal')],
    ['an input of another shape is taken', 'if (!sameShape(feed.shape, shape))', 'if (false)', anyExecutor('refuses an input')],
    ['constants of several numbers count as one', 'numbers.every((number) => number === numbers[0])', 'true', chains('take constants')],
  ],
  'finish-products.ts': [
    ['any repeated number counts as a bias', 'rest.pattern.inner !== found.columns || ', '', lists('leaves alone')],
    ['ReLU behind a bias is forgotten', 'relu: second !== undefined', 'relu: false', training],
  ],
  'fuse-adam.ts': [
    ['the shares of the moving average change places', 'first.before, first.kept, first.added)', 'first.before, first.added, first.kept)', training],
    ['the floor is the step', 'more(null, step.operands[1], floor.operands[1])', 'more(null, floor.operands[1], step.operands[1])', training],
    ['what others read is fused away', 'if (between.some(({ target }) => !hidden(target))) return null;', '', kernelsOf('keep what is read at the end')],
  ],
  'fuse-derivatives.ts': [
    ['what others read is fused away', '|| uses.get(operand.register) !== 1) return null', ') return null', chains('derivatives')],
    ['a product with another number counts as a slope', '|| !same(difference.operands[1], y)) continue', ') continue', chains('derivatives')],
  ],
  'gather-rows.ts': [
    ['each batch is the first', 'arena.words.set(indices, indicesAt / 4);', 'if (arena.words[indicesAt / 4] === 0) arena.words.set(indices, indicesAt / 4);', rows('are those of the table')],
    ['rows and their numbers change places', 'rows, size, tableRows]', 'size, rows, tableRows]', rows('are those of the table')],
  ],
  'lower.ts': [
    ['the value of a loss ends its chain', 'if (this.mayWait(op)) this.waiting', 'if (false) this.waiting', lists('computes the gradient of a loss')],
    ['what waits is not computed when asked for', 'this.compute(root);', '', lists('computes what waits')],
    ['a product that others read is only there with its bias', 'this.kept.has(output) || [...(this.consumers.get(output) ?? [])].some((op) => !inside.has(op))', 'false', lists('leaves alone')],
    ['a bias is read before it is computed', 'this.records.slice(at).some(({ writes }) => writes.includes(found.bias!))', 'false', lists('does not add')],
    ['a chain goes on over another count', 'from.count !== count ||', '', lists('computes the gradient of a loss')],
    ['what a later operation reads stays in a register', '|| [...(this.consumers.get(value) ?? [])].some((op) => !inside.has(op))', '', training],
    ['an update is written over what is still read', 'if (free && (reader < writer ||', 'if (free && (true ||', kernelsOf('read a parameter to the end')],
    ['updates that were not in place are not copied', 'this.records.push(...copies);', '', kernelsOf('read a parameter to the end')],
    ['parameters are exchanged', 'copies.some(({ reads }) => reads.some((storage) => changed.has(storage)))', 'false', kernelsOf('refuses a step')],
  ],
  'module.ts': [['a single thread does half of the work', 'run(list, 0, 1, sync)', 'run(list, 0, 2, sync)', op('softmax')]],
  'place.ts': [
    ['neighbours in time do not count as together', 'if (firsts[i]! > last ||', 'if (firsts[i]! >= last ||', places('never lets two values')],
    ['what is placed later is looked at last', 'this.starts[at - 1]! > start) at--', 'this.starts[at - 1]! > start) break', places('never lets two values')],
    ['a gap is taken that is too small', 'gap >= bytes && gap < smallest', 'gap > 0 && gap < smallest', places('never lets two values')],
  ],
  'store.ts': [['a copy is what is copied', 'this.numbers(name).slice()]));\n    return { restore', 'this.numbers(name)]));\n    return { restore', kernelsOf('goes back to a copy')]],
  'kernels/categories.ts': [['rows and columns change places', 'sizeOf(x!) / columns, columns]', 'columns, sizeOf(x!) / columns]', op('softmax')]],
  'kernels/index.ts': [['sigmoid is tanh', 'sigmoid: { chain: Fn.Sigmoid }', 'sigmoid: { chain: Fn.Tanh }', op('sigmoid')]],
  'kernels/pooling.ts': [['the window has the size of the channels', "...attr.numbers(attrs, 'size')]", 'shapes[0]![3]!, shapes[0]![3]!]', op('avgPool')]],
  'kernels/products.ts': [
    ['a transposed side is read as it is', "attr.flag(attrs, 'transposeA') ? [1, m] : [k, 1]", '[k, 1]', op('matMul')],
    ['only the first of many matrices is multiplied', 'if (batches === 1) emit', 'if (batches > 0) emit', op('matMul')],
    ['odd padding goes to the front', 'Math.floor(Math.max(0, (out', 'Math.ceil(Math.max(0, (out', op('conv2d')],
    ['strides change places', 'kh, kw, sh, sw,', 'kh, kw, sw, sh,', op('conv2d')],
  ],
  'kernels/sources.ts': [['all random numbers are of one stream', "attr.number(attrs, 'stream') | 0", '0', kernelsOf('randomUniform')]],
  'kernels/strided.ts': [
    ['parts of a row lie over each other', '(d === axis ? offset : 0)', '0', op('concat')],
    ['padding in front is that behind', 'amounts[2 * axis]!', 'amounts[2 * axis + 1]!', op('pad')],
    ['a part begins at the start', 'offset: begin.reduce((sum, index, axis) => sum + index * strides[axis]!, 0)', 'offset: 0', op('slice')],
    ['a transposition moves nothing', 'perm.map((axis) => strides[axis]!)', 'strides', op('transpose')],
  ],
  'kernels/sum.ts': [
    ['only the first run of axes is summed', 'i === runs.length - 1 ? output', 'i === 0 ? output', op('sum')],
    ['scattered axes count as neighbours', 'sizeOf(shape.slice(axis + 1, last.from)) === 1', 'true', op('sum')],
  ],
};

/** Files without anything to compute. */
export const withoutLowering = {
  'instruction.ts': 'types alone',
  'peak.ts': 'measures the processor; no number of a model comes from it',
  'profile.ts': 'measures a step; no number of a model comes from it',
  'record.ts': 'types',
  'kernels/definition.ts': 'types',
};
