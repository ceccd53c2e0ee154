/** Runs a list of operations in one call. Every thread runs the same list, and does its share of every operation. */
import { address, word } from './arguments';
import { batchMatMul } from './batch-mat-mul';
import { chain, combine } from './chain';
import { conv2d, convInputGrad } from './convolution';
import { convFilterGrad } from './filter-grad';
import { gather, oneHot, segmentSum, toFloat, toInt } from './index-ops';
import { matMul } from './mat-mul';
import { fill, stridedCopy } from './move';
import { Opcode } from './opcodes';
import { avgPool, maxPool, upsample } from './pooling';
import { randomNormal, randomUniform } from './random';
import { argMax, logSoftmax, softmax } from './rows';
import { sum } from './sum';
import { joinAt, meet } from './together';

function perform(opcode: i32, args: usize, part: i32, parts: i32): void {
  switch (opcode) {
    case Opcode.Chain:
      return chain(args, part, parts);
    case Opcode.Combine:
      return combine(args, part, parts);
    case Opcode.MatMul:
      return matMul(args, part, parts);
    case Opcode.BatchMatMul:
      return batchMatMul(args, part, parts);
    case Opcode.Conv2d:
      return conv2d(args, part, parts);
    case Opcode.ConvInputGrad:
      return convInputGrad(args, part, parts);
    case Opcode.ConvFilterGrad:
      return convFilterGrad(args, part, parts);
    case Opcode.AvgPool:
      return avgPool(args, part, parts);
    case Opcode.MaxPool:
      return maxPool(args, part, parts);
    case Opcode.Upsample:
      return upsample(args, part, parts);
    case Opcode.Sum:
      return sum(args, part, parts);
    case Opcode.StridedCopy:
      return stridedCopy(args, part, parts);
    case Opcode.Fill:
      return fill(args, part, parts);
    case Opcode.Softmax:
      return softmax(args, part, parts);
    case Opcode.LogSoftmax:
      return logSoftmax(args, part, parts);
    case Opcode.ArgMax:
      return argMax(args, part, parts);
    case Opcode.OneHot:
      return oneHot(args, part, parts);
    case Opcode.Gather:
      return gather(args, part, parts);
    case Opcode.SegmentSum:
      return segmentSum(args, part, parts);
    case Opcode.ToInt:
      return toInt(args, part, parts);
    case Opcode.ToFloat:
      return toFloat(args, part, parts);
    case Opcode.RandomUniform:
      return randomUniform(args, part, parts);
    case Opcode.RandomNormal:
      return randomNormal(args, part, parts);
    default:
      unreachable();
  }
}

/** Runs the operations from address `from` until `Opcode.End`, as share `part` of `parts`. All shares of an operation are done before the next one begins. */
export function run(from: usize, part: i32, parts: i32, sync: usize): void {
  joinAt(sync);
  let at = from;
  let opcode = load<i32>(at);
  while (opcode !== Opcode.End) {
    perform(opcode, at + 8, part, parts);
    at += (<usize>load<u32>(at, 4)) << 2;
    // Read before the others are met: after the last meeting the list may be written over.
    opcode = load<i32>(at);
    meet(parts);
  }
}

/** Memory from here on is nobody's: the other side deals it out. */
export function heapBase(): usize {
  return __heap_base;
}
