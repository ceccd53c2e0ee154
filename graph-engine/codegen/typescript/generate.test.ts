import fc from 'fast-check';
import { parseSync } from 'oxc-parser';
import { describe, expect, it } from 'vitest';
import { analyse } from '../../analysis/analyse';
import type { HourglassDocument } from '../../document/types';
import { lower } from '../../program/lower';
import { graph } from '../../testing/build-document';
import { hostileNames } from '../program/hostile-names';
import { versions } from './files/package';
import { generateTypeScript } from '.';

const vae = (names: readonly string[] = ['Digits', 'Encoder', 'Latent', 'Decoder', 'Reconstruction'], title = 'Small'): HourglassDocument =>
  graph({ name: title })
    .node('dataset', { source: 'patterns' }, { name: names[0]! })
    .node('encoder', {}, { name: names[1]!, layers: [['flatten'], ['dense', { units: 8 }]] })
    .node('bottleneck', { kind: 'gaussian', size: 2, beta: 2, warmupSteps: 50 }, { name: names[2]! })
    .node('decoder', { output: 'logits' }, { name: names[3]!, layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
    .node('loss', { kind: 'binary-cross-entropy' }, { name: names[4]! })
    .wireAutoencoder()
    .training({ minSteps: 500, patience: 5 })
    .done();

const sourcesOf = (document: HourglassDocument): { path: string; text: string }[] =>
  generateTypeScript(document, analyse(document)).files.filter((file): file is { path: string; text: string } => 'text' in file);

/** The text without comments and string literals. */
function bare(path: string, text: string): string {
  const { errors, comments, program } = parseSync(path, text);
  expect(errors, `${path}\n${text}`).toEqual([]);
  const spans = comments.map(({ start, end }) => [start, end]);
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return;
    const { type, start, end, value } = node as { type?: string; start?: number; end?: number; value?: unknown };
    if (type === 'Literal' && typeof value === 'string') spans.push([start!, end!]);
    else Object.values(node).forEach(visit);
  };
  visit(program);
  const characters = [...Array(text.length).keys()].filter((i) => !spans.some(([start, end]) => i >= start! && i < end!));
  return characters.map((i) => text[i]).join('');
}

it('says in the README that the graph was edited after training, whose weights are not there', () => {
  const readmeOf = (edited?: { readonly afterSteps: number }): string => {
    const document = vae();
    const file = generateTypeScript(document, analyse(document), edited && { edited }).files.find(({ path }) => path === 'README.md');
    return file && 'text' in file ? file.text : '';
  };
  expect(readmeOf()).not.toContain('Edited');
  expect(readmeOf({ afterSteps: 3000 })).toContain('**Edited since training.** The graph was trained in the studio for 3,000 steps and edited after that.');
  expect(readmeOf({ afterSteps: 1 })).toContain('for 1 step and');
});

describe('generateTypeScript', () => {
  it('writes a small project as it did before', async () => {
    const text = sourcesOf(vae()).map((file) => `==== ${file.path}\n${file.text}`).join('\n');
    await expect(text).toMatchFileSnapshot('golden/small-vae.txt');
  });

  it('keeps hostile names inside comments and strings', () => {
    const name = fc.oneof(fc.constantFrom(...hostileNames), fc.string({ unit: 'binary', maxLength: 40 }));
    fc.assert(
      fc.property(fc.array(name, { minLength: 5, maxLength: 5 }), name, (names, title) => {
        for (const { path, text } of sourcesOf(vae(names, title))) {
          if (path.endsWith('.json')) JSON.parse(text);
          if (!path.endsWith('.ts')) continue;
          expect(bare(path, text)).not.toMatch(/evil ?\(|process\.exit\(1\) ?\/|[\u2028\u2029]/);
          expect(text).not.toMatch(/[\u2028\u2029\u202e]/);
        }
      }),
      { numRuns: 20, verbose: 1 },
    );
  });

  it('says which lines are whose', () => {
    const { files, marks } = generateTypeScript(vae(), analyse(vae()));
    const line = (node: string, path: string): string => {
      const mark = marks[node]!.find((candidate) => candidate.path === path)!;
      const file = files.find((candidate) => candidate.path === path)!;
      return 'text' in file ? file.text.split('\n').slice(mark.fromLine - 1, mark.toLine).join('\n') : '';
    };
    expect(line('encoder', 'src/model.ts')).toMatch(/^\/\*\* Encoder: .*\nexport class Encoder \{\n(.*\n)*\}$/);
    expect(line('bottleneck', 'src/model.ts')).toMatch(/^\/\*\*\n \* Latent(.*\n)*}$/);
    expect(line('loss', 'src/losses.ts')).toContain('Binary cross-entropy');
    expect(line('dataset', 'src/data.ts')).toContain('digits:');
    for (const list of Object.values(marks)) for (const { fromLine, toLine } of list) expect(toLine).toBeGreaterThanOrEqual(fromLine);
  });

  it('imports nothing but tfjs, Node and its own files', () => {
    for (const { path, text } of sourcesOf(vae())) {
      if (!path.endsWith('.ts')) continue;
      for (const [, from] of text.matchAll(/^import .*?'(.*)';$/gm)) expect(from).toMatch(/^(\.\/\w+\.ts|node:\w+|@tensorflow\/tfjs(-backend-wasm)?)$/);
    }
  });

  it('tells figures of one name apart, also from their sum', () => {
    const document = graph()
      .node('dataset', { source: 'patterns' })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
      .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9, activation: 'linear' }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'squared' }, { name: 'loss' })
      .node('loss', { kind: 'absolute' }, { id: 'second', name: 'Second' })
      .node('loss', { kind: 'absolute' }, { id: 'third', name: 'Second' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('dataset.data', 'loss.target')
      .wire('decoder.out', 'second.prediction')
      .wire('dataset.data', 'second.target')
      .wire('decoder.out', 'third.prediction')
      .wire('dataset.data', 'third.target')
      .done();
    const { text } = sourcesOf(document).find(({ path }) => path === 'src/losses.ts')!;
    const names = [...text.matchAll(/name: '(.*?)', value/g)].map(([, name]) => name);
    expect(names).toHaveLength(3);
    // Two losses of one kind are one function.
    expect(text.match(/export function sumAbsoluteError\(/g)).toHaveLength(1);
    expect(new Set([...names, 'loss']).size).toBe(4);
    expect(names).toEqual(lower(document, analyse(document), { batch: 2, mode: 'evaluate' }).terms.map(({ name }) => name));
  });

  it('gives each of several Datasets a file of its own, however long its name', () => {
    const name = 'A Dataset with a name that goes on and on and on';
    const document = graph()
      .node('dataset', { source: 'patterns' }, { name })
      .node('dataset', { source: 'patterns' }, { id: 'other', name })
      .node('encoder', {}, { layers: [['flatten'], ['dense', { units: 4 }]] })
      .node('decoder', { output: 'sigmoid' }, { layers: [['dense', { units: 9 }], ['reshape', { shape: [3, 3, 1] }]] })
      .node('loss', { kind: 'squared' })
      .wire('dataset.data', 'encoder.in')
      .wire('encoder.out', 'decoder.in')
      .wire('decoder.out', 'loss.prediction')
      .wire('other.data', 'loss.target')
      .done();
    const { text } = sourcesOf(document).find(({ path }) => path === 'src/data.ts')!;
    const paths = [...text.matchAll(/path: '(.*?)'/g)].map(([, path]) => path);
    expect(new Set(paths).size).toBe(2);
  });

  it('pins the versions that it is tested with', async () => {
    const own = (await import('../../../package.json')).default as { dependencies: Record<string, string>; devDependencies: Record<string, string> };
    const all: Record<string, string> = { ...own.dependencies, ...own.devDependencies };
    for (const [name, version] of Object.entries(versions)) expect(all[name], name).toBe(version);
  });
});
