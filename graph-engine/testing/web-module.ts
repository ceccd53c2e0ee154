/** Runs a part of a program in the words of an exported module, as a module of its own. */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { javascript } from '../codegen/web/ops';
import { kernelsFile } from '../codegen/web/kernels';
import { runtimeText } from '../codegen/web/module';
import type { Grown } from '../codegen/program/growth';
import { writeWhole } from '../codegen/program/whole';
import type { DType, ValueId } from '../program/types';

export interface Feed {
  readonly value: ValueId;
  readonly shape: readonly number[];
  readonly data: Float32Array | Float64Array;
  readonly dtype: DType;
}
export interface Ran {
  readonly shape: readonly number[];
  readonly data: Float64Array;
}
interface Exports {
  run(kernels: Uint8Array, feeds: readonly Pick<Feed, 'shape' | 'data' | 'dtype'>[]): Promise<readonly Ran[]>;
}

/** `exact`: feeds in double precision stay so. */
export async function runAsModule(grown: Grown, feeds: readonly Feed[], results: readonly ValueId[], exact = false): Promise<readonly Ran[]> {
  const { body, functions } = writeWhole(grown, javascript, new Map(feeds.map(({ value }, i) => [value, `x${i}`])), results);
  const lines = [
    ...functions.list.map(({ name, args, body: inside }) => `function ${name}(${args.map((arg) => arg.name).join(', ')}) {\n${inside.statements.map((one) => `const ${one.name} = ${one.expression.text};\n`).join('')}return ${inside.results[0]!.text};\n}`),
    `function part([${feeds.map((_, i) => `x${i}`).join(', ')}]) {`,
    ...body.statements.map(({ name, expression }) => `const ${name} = ${expression.text};`),
    `return [${body.results.map(({ text }) => text).join(', ')}].map(scalar);`,
    '}',
    `function feed({ shape, data, dtype }) {
  ${exact ? 'if (data instanceof Float64Array) return exactTensor(shape, data);' : ''}
  const x = tensorOf(shape, data);
  return dtype === 'int32' ? x.toInt() : x;
}
export async function run(code, feeds) {
  await start(code);
  return part(feeds.map(feed)).map((x) => ({ shape: x.shape, data: Float64Array.from(x.numbers()) }));
}`,
  ];
  const text = lines.join('\n');
  const module = `${text}\n${runtimeText(text, exact).join('\n')}`;
  const folder = mkdtempSync(join(tmpdir(), 'hourglass-module-'));
  try {
    const path = join(folder, 'module.mjs');
    writeFileSync(path, module);
    const { run } = (await import(/* @vite-ignore */ path)) as Exports;
    return await run(kernelsFile(), feeds);
  } finally {
    rmSync(folder, { recursive: true });
  }
}
