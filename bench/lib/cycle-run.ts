/** One run of a translation without pairs between MNIST's digits and outlines of others of them, judged by pairs that training never sees. */
import { outlines } from '@/graph-engine/data/pictures/outlines';
import type { MemoryTable } from '@/graph-engine/data/table';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { graph } from '@/graph-engine/testing/build-document';
import { Session } from '@/graph-engine/training/session';
import { onFiles, scaled } from './mnist-parts';
import { trainThrough } from './train-through';

export interface Translation {
  /** Against the picture that belongs to each, in decibels: from digits to outlines, and back. */
  readonly there: number;
  readonly back: number;
  /** The share of drawn outlines in which a classifier of real outlines still finds the digit. */
  readonly kept: number;
  readonly seconds: number;
}
export interface TranslationSets {
  /** Of both domains, of other items. */
  readonly a: MemoryTable;
  readonly b: MemoryTable;
  /** Digits that neither holds. */
  readonly hidden: MemoryTable;
}

export const outlined = (table: MemoryTable): MemoryTable => ({ ...table, name: `outlines of ${table.name}`, values: outlines(table.values, table.shape) });

/** Peak signal-to-noise ratio of values from 0 to 1, over all of them. */
export function psnr(given: Float32Array, wanted: Float32Array): number {
  let sum = 0;
  for (let i = 0; i < given.length; i++) sum += (given[i]! - wanted[i]!) ** 2;
  return -10 * Math.log10(sum / given.length);
}

/** The values at `tap` for items of one Dataset; the other gets the same, and nothing of it is asked for. */
async function valuesAt(session: Session, tap: string, values: Float32Array, count: number): Promise<Float32Array> {
  const size = values.length / count;
  const found = new Float32Array(values.length);
  for (let from = 0; from < count; from += 250) {
    const rows = values.subarray(from * size, (from + 250) * size);
    const [given] = await session.values([tap], { a: rows, b: rows }, rows.length / size);
    found.set(given!.values, from * size);
  }
  return found;
}

/** Tells digits by their outlines. */
export async function judgeOf(table: MemoryTable): Promise<(values: Float32Array, labels: ArrayLike<number>) => Promise<number>> {
  const document = graph()
    .node('dataset', { source: 'file', fileName: table.name, shape: table.shape, classes: 10 })
    .node('encoder', {}, { layers: [['conv2d', { filters: 16 }], ['conv2d', { filters: 32 }], ['flatten'], ['dense', { units: 64 }]] })
    .node('classifier')
    .wire('dataset.data', 'encoder.in')
    .wire('encoder.out', 'classifier.in')
    .wire('dataset.label', 'classifier.label')
    .training({ epochs: 2, batchSize: 64, validationSplit: 0 })
    .done();
  const session = await Session.open({ document, data: { dataset: table } });
  await trainThrough(session, session.totalSteps);
  return async (values, labels) => {
    const size = values.length / labels.length;
    let right = 0;
    for (let from = 0; from < labels.length; from += 250) {
      const rows = values.subarray(from * size, (from + 250) * size);
      const [logits] = await session.values(['classifier.logits'], { dataset: rows }, rows.length / size);
      for (let item = 0; item * size < rows.length; item++) {
        const row = [...logits!.values.subarray(item * 10, item * 10 + 10)];
        right += Number(row.indexOf(Math.max(...row)) === labels[from + item]);
      }
    }
    return right / labels.length;
  };
}

export async function translate(document: HourglassDocument, { a, b, hidden }: TranslationSets, seed: number, judge: Awaited<ReturnType<typeof judgeOf>>): Promise<Translation> {
  const session = await Session.open({ document: onFiles(document, { a, b }, seed), data: { a, b } });
  const seconds = await trainThrough(session, session.totalSteps);
  const [digits, lines] = [scaled(hidden), scaled(outlined(hidden))];
  const there = await valuesAt(session, 'a-b-out.out', digits, hidden.count);
  const back = await valuesAt(session, 'b-a-out.out', lines, hidden.count);
  session.dispose();
  return { there: psnr(there, lines), back: psnr(back, digits), kept: await judge(there, hidden.labels!), seconds };
}
