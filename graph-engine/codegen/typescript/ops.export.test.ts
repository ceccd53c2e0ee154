/** The table of operations: every case of every operation, and every template's program with its derivatives, in TensorFlow.js beside our own executors. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import * as tf from '@tensorflow/tfjs';
import { afterAll, describe, expect, it } from 'vitest';
import { templates, type TemplateId } from '@/templates/registry';
import { analyse } from '../../analysis/analyse';
import { derive } from '../../program/backward';
import { Builder } from '../../program/builder';
import { lower } from '../../program/lower';
import { opOf } from '../../program/ops';
import { totalLoss } from '../../program/train-step';
import type { ValueId } from '../../program/types';
import { opCases } from '../../testing/op-cases';
import { runProgram, sample, useCpu } from '../../testing/run-program';
import { grow, type Grown } from '../program/growth';
import { writeWhole } from '../program/whole';
import { randomSource } from './files/random';
import { functionText } from './functions';
import { opsFile } from './headed';
import { constLine } from './lines';
import { typescript } from './ops';
import { fit } from './text';

const BATCH = 5;
const cache = fileURLToPath(new URL('../../../.cache/', import.meta.url));
mkdirSync(cache, { recursive: true });
const folder = mkdtempSync(`${cache}ts-ops-`);
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const size = (shape: readonly number[]): number => shape.reduce((product, n) => product * n, 1);

type Given = Record<string, tf.Tensor | number>;
type Computed = (given: Given) => Record<string, tf.Tensor | number>;

/** A function `name(given)` of tensors, and numbers of the step, by name that gives tensors by name. */
function asFunction(name: string, grown: Grown, given: ReadonlyMap<ValueId, string>, results: Readonly<Record<string, ValueId>>): string {
  const { body, functions } = writeWhole(grown, typescript, given, Object.values(results));
  return [
    ...functions.list.map((written) => functionText(written)),
    `${name}: (given: any) => {`,
    `  const { ${[...given.values()].join(', ')} } = given;`,
    ...body.statements.map((statement) => constLine(statement, 2)),
    '  return {',
    ...Object.keys(results).map((key, i) => fit(`${JSON.stringify(key)}: ${body.results[i]!.text},`, 4)),
    '  };',
    '},',
  ].join('\n');
}

/** Each text is a function with those that it calls before it. */
async function load(file: string, texts: readonly { readonly name: string; readonly text: string }[]): Promise<Record<string, Computed>> {
  const modules = texts.map(({ name, text }) => {
    const at = text.indexOf(`${name}: (given`);
    return `export const ${name} = (() => {\n${text.slice(0, at).replaceAll('export function', 'function')}\nreturn { ${text.slice(at)} }.${name};\n})();`;
  });
  const whole = modules.join('\n\n');
  writeFileSync(`${folder}/random.ts`, randomSource);
  writeFileSync(`${folder}/ops.ts`, opsFile([whole], false).text.replace('./random.ts', './random'));
  writeFileSync(`${folder}/${file}.ts`, `// @ts-nocheck\nimport * as tf from '@tensorflow/tfjs';\nimport * as ops from './ops';\n\n${whole}\n`);
  return (await import(/* @vite-ignore */ `${folder}/${file}.ts`)) as Record<string, Computed>;
}
const furthest = (found: tf.Tensor, wanted: Float32Array): number => {
  const values = found.dataSync();
  const most = wanted.reduce((greatest, value) => Math.max(greatest, Math.abs(value)), 1);
  return values.length === wanted.length ? wanted.reduce((greatest, value, i) => Math.max(greatest, Number.isFinite(values[i]!) ? Math.abs(value - values[i]!) / most : Infinity), 0) : Infinity;
};

const drawsOf = (b: Builder): ValueId[] => b.ops.filter(({ kind }) => kind.startsWith('random')).map(({ output }) => output);
/** Of what a program is given; its operations may have other numbers for another batch size. */
function namesOf(b: Builder): Map<ValueId, string> {
  return new Map([...b.inputs.map(({ value }, i) => [value, `input${i}`] as const), ...b.parameters.map(({ value }, i) => [value, `parameter${i}`] as const), ...drawsOf(b).map((value, i) => [value, `draw${i}`] as const)]);
}

describe('operations in TensorFlow.js', () => {
  it('give what ours give, in every case', async () => {
    await useCpu();
    const cases = opCases.filter(({ kind }) => !kind.startsWith('random'));
    const texts = cases.map(({ kind, inputs, attrs }, number) => {
      const b = new Builder();
      const operands = inputs.map((input, i) => (input.dtype === 'int32' ? b.toInt(b.data(`x${i}`, input.shape)) : b.data(`x${i}`, input.shape)));
      const anchor = operands.length ? [] : [b.data('anchor', [1])];
      const output = b.emit(kind, operands, attrs);
      const given = new Map([...operands, ...anchor].map(({ id }, i) => [id, anchor.length ? 'anchor' : `x${i}`]));
      return { name: `case${number}`, text: asFunction(`case${number}`, grow(() => b), given, { y: output.id }) };
    });
    const written = await load('cases', texts);
    const wrong = cases.flatMap(({ name, kind, inputs, attrs }, number) => {
      const x = inputs.map(({ shape, low, high, dtype }, i) => {
        const values = sample(size(shape), i + number).map((value) => low + ((value / 1.3 + 1) / 2) * (high - low) * 0.999);
        return dtype === 'int32' ? tf.tensor(Int32Array.from(values.map(Math.floor)), [...shape], 'int32') : tf.tensor(values, [...shape]);
      });
      const wanted = opOf(kind).execute(tf, x, attrs, { seed: 1, step: 0 });
      const given = written[`case${number}`]!({ ...Object.fromEntries(x.map((one, i) => [`x${i}`, one])), anchor: tf.zeros([1]) })['y']!;
      const found = typeof given === 'number' ? tf.scalar(given) : given;
      const off = furthest(found, Float32Array.from(wanted.dataSync()));
      return off <= 1e-5 && found.shape.join() === wanted.shape.join() ? [] : [`${name}: ${off}, [${found.shape}] for [${wanted.shape}]`];
    });
    expect(wrong).toEqual([]);
  });

  it('give the losses of every template, and by gradients of tfjs our derivatives', async () => {
    await useCpu();
    const prepared = (Object.keys(templates) as TemplateId[]).flatMap((template) => {
      const document = templates[template].create();
      const analysis = analyse(document);
      const write = (batch: number): Builder => lower(document, analysis, { batch, mode: 'train' });
      const b = write(BATCH);
      const players = [...new Set(b.terms.map(({ player }) => player))];
      const name = template.replaceAll('-', '_');
      const grownTotals = new Map<Builder, ValueId[]>();
      const both = grow((batch) => {
        const c = write(batch);
        grownTotals.set(c, players.map((player) => totalLoss(c, player)!.id));
        return c;
      });
      const results = Object.fromEntries(players.map((player, i) => [player, grownTotals.get(both.builder)![i]!]));
      return [{ template, b, players, name, text: asFunction(name, both, namesOf(both.builder), results) }];
    });
    const written = await load('programs', prepared);
    for (const { template, b, players, name } of prepared) {
      // What is drawn is given, so that both have the same.
      const draws = drawsOf(b);
      const names = namesOf(b);
      const numbers: Record<ValueId, Float32Array> = {};
      for (const input of b.inputs) numbers[input.value] = input.kind === 'scalar' ? Float32Array.of(input.at(3)) : sample(size(b.values[input.value]!.shape), input.value).map((x) => Math.abs(x) / 1.4);
      for (const { value, name: parameter } of b.parameters) {
        const { shape } = b.values[value]!;
        const scale = 1.2 / Math.sqrt(shape.length > 1 ? size(shape.slice(0, -1)) : 4);
        numbers[value] = sample(size(shape), value).map((x) => (/ariance|clusterSize/.test(parameter) ? Math.abs(x) : x * scale));
      }
      const totals = players.map((player) => totalLoss(b, player)!);
      const trained = players.map((player) => b.parameters.filter((one) => one.trainable && one.player === player));
      const derived = totals.map((total, i) => derive(b, total, trained[i]!.map(({ value }) => b.values[value]!)));
      const drawn = runProgram(b, numbers, draws);
      draws.forEach((value, i) => (numbers[value] = drawn[i]!));
      const wanted = runProgram(b, numbers, [...totals.map(({ id }) => id), ...derived.flat().map(({ id }) => id)]);
      const scalars = new Set(b.inputs.flatMap((input) => (input.kind === 'scalar' ? input.value : [])));
      const given: Given = Object.fromEntries([...names].map(([value, local]) => [local, scalars.has(value) ? numbers[value]![0]! : tf.variable(tf.tensor(numbers[value]!, [...b.values[value]!.shape]))]));
      let at = players.length;
      players.forEach((player, i) => {
        const variables = trained[i]!.map(({ value }) => given[names.get(value)!] as tf.Variable);
        const { value, grads } = tf.variableGrads(() => written[name]!(given)[player] as tf.Scalar, variables);
        expect(furthest(value, wanted[i]!), `${template}: the loss of ${player}`).toBeLessThanOrEqual(1e-5);
        trained[i]!.forEach(({ name: parameter }, j) => {
          const mine = wanted[at++]!;
          const theirs = grads[variables[j]!.name];
          expect(theirs ? furthest(theirs, mine) : Math.max(...mine.map(Math.abs)), `${template}: the derivative of ${parameter}`).toBeLessThanOrEqual(1e-4);
        });
      });
    }
  });
});
