/** What a model needs that is only run, as functions to be called one at a time from JavaScript; arguments lie at an address, as the list has them. */
import * as batches from './batch-mat-mul';
import { chain } from './chain';
import * as convolution from './convolution';
import * as indexing from './index-ops';
import * as products from './mat-mul';
import * as moving from './move';
import * as pooling from './pooling';
import * as rows from './rows';
import * as sums from './sum';
import { joinAt, meet } from './together';

/** Before everything else: where the queues of work lie. */
export function start(sync: usize): void {
  joinAt(sync);
  meet(1);
}
/** Memory from here on is nobody's: the other side deals it out. */
export function heapBase(): usize {
  return __heap_base;
}

export function elementwise(args: usize): void {
  chain(args, 0, 1);
  meet(1);
}
export function matMul(args: usize): void {
  products.matMul(args, 0, 1);
  meet(1);
}
export function batchMatMul(args: usize): void {
  batches.batchMatMul(args, 0, 1);
  meet(1);
}
export function conv2d(args: usize): void {
  convolution.conv2d(args, 0, 1);
}
export function convInputGrad(args: usize): void {
  convolution.convInputGrad(args, 0, 1);
}
export function avgPool(args: usize): void {
  pooling.avgPool(args, 0, 1);
}
export function maxPool(args: usize): void {
  pooling.maxPool(args, 0, 1);
}
export function upsample(args: usize): void {
  pooling.upsample(args, 0, 1);
}
export function sum(args: usize): void {
  sums.sum(args, 0, 1);
}
export function stridedCopy(args: usize): void {
  moving.stridedCopy(args, 0, 1);
}
export function fill(args: usize): void {
  moving.fill(args, 0, 1);
}
export function softmax(args: usize): void {
  rows.softmax(args, 0, 1);
}
export function logSoftmax(args: usize): void {
  rows.logSoftmax(args, 0, 1);
}
export function argMax(args: usize): void {
  rows.argMax(args, 0, 1);
}
export function oneHot(args: usize): void {
  indexing.oneHot(args, 0, 1);
}
export function gather(args: usize): void {
  indexing.gather(args, 0, 1);
}
export function segmentSum(args: usize): void {
  indexing.segmentSum(args, 0, 1);
}
export function toInt(args: usize): void {
  indexing.toInt(args, 0, 1);
}
export function toFloat(args: usize): void {
  indexing.toFloat(args, 0, 1);
}
