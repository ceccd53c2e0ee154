/** Layers as a project writes them, in one module that is loaded: to be compared with what they are here. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type * as tf from '@tensorflow/tfjs';
import { readParams } from '../document/fields';
import type { Shape } from '../document/shape';
import type { Params } from '../document/types';
import { layerOf } from '../layers/registry';
import { helpers } from '../codegen/typescript/helpers';
import { randomSource } from '../codegen/typescript/files/random';
import { NamedTexts } from '../codegen/program/free-name';
import { layerText } from '../codegen/typescript/stack';

export interface LayerCase {
  readonly kind: string;
  readonly params: Params;
  readonly input: Shape;
}
/** The tfjs layers that a project has in place of ours; new ones at each call. */
export type LayerMaker = () => tf.layers.Layer[];

function moduleSource(cases: readonly LayerCase[], preamble: (makers: string) => string, write: typeof layerText): string {
  const classes = new NamedTexts();
  const makers = cases.map(({ kind, params, input }, index) => {
    const layer = layerOf(kind)!;
    const read = readParams(layer.fields, params);
    return `() => [${write(layer, read, { name: `layer_${index}`, input, output: layer.infer(read, input) as Shape, custom: classes.add }).join(', ')}]`;
  });
  const text = makers.join(',\n');
  return `import * as tf from '@tensorflow/tfjs';\nimport * as ops from './ops';\n${preamble(text)}\n${[...classes.texts.values()].join('\n')}\nexport const makers: (() => tf.layers.Layer[])[] = [\n${text}\n];\n`;
}

/** Written below `.cache` under `name`. `preamble`: what stands before them, from the text of the layers; `write`: a layer as expressions. */
export async function loadLayers(name: string, cases: readonly LayerCase[], preamble: (makers: string) => string = () => '', write = layerText): Promise<{ readonly makers: readonly LayerMaker[]; remove(): Promise<void> }> {
  const cache = fileURLToPath(new URL('../../.cache/', import.meta.url));
  await mkdir(cache, { recursive: true });
  const folder = `${await mkdtemp(`${cache}${name}-`)}/`;
  await writeFile(`${folder}ops.ts`, `import * as tf from '@tensorflow/tfjs';\nimport { streamSeed } from './random';\n${['seedRandom', 'nextSeed', 'normal', 'heNormal', 'glorotUniform', 'randomNormal', 'randomUniform'].map((name) => helpers[name]!.text).join('\n')}\n`);
  await writeFile(`${folder}random.ts`, randomSource);
  await writeFile(`${folder}layers.ts`, moduleSource(cases, preamble, write));
  const { makers } = (await import(/* @vite-ignore */ `${folder}layers.ts`)) as { makers: readonly LayerMaker[] };
  return { makers, remove: () => rm(folder, { recursive: true, force: true }) };
}
