import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-core';
import { build } from 'esbuild';
import { writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterEach, describe, expect, it } from 'vitest';
import { currentDevice } from '../device';
import { chooseBackend } from './choose';
import type { BackendDefinition } from './definition';
import { backends } from './index';
import { relativeError, runProbe } from './probe';
import expected from './probe-expected.json';

const real = Object.values(backends);
const without = (name: string, replacement: Partial<BackendDefinition>): BackendDefinition[] => real.map((backend) => (backend.name === name ? { ...backend, ...replacement } : backend));

describe('choosing a backend in Node', () => {
  afterEach(async () => void (await tf.setBackend('cpu')));

  it('takes wasm, and says why not a GPU', async () => {
    const choice = await chooseBackend('auto');
    expect(choice).toEqual({
      backend: 'wasm',
      fallbacks: [
        { backend: 'webgpu', reason: 'WebGPU does not run here: Node has no WebGPU.' },
        { backend: 'webgl', reason: 'WebGL does not run here: Node has no WebGL.' },
      ],
    });
  });
  it('takes what was asked for', async () => {
    expect(await chooseBackend('cpu')).toEqual({ backend: 'cpu', fallbacks: [] });
    expect(await chooseBackend('wasm')).toEqual({ backend: 'wasm', fallbacks: [] });
  });
  it('tries first what was the fastest before, and then nothing else', async () => {
    const candidates = without('wasm', { setUp: () => Promise.reject(new Error('not asked for')) });
    expect(await chooseBackend('auto', { first: 'cpu', candidates })).toEqual({ backend: 'cpu', fallbacks: [] });
    expect(await chooseBackend('auto', { first: 'webgl' })).toMatchObject({ backend: 'wasm', fallbacks: [{ backend: 'webgl' }, { backend: 'webgpu' }] });
  });
  it('falls back from what was asked for, and reports it', async () => {
    const choice = await chooseBackend('webgl');
    expect(choice.backend).toBe('wasm');
    expect(choice.fallbacks[0]!.backend).toBe('webgl');
  });
  it('passes over a backend that computes wrong numbers', async () => {
    await backends['tfjs-wasm'].setUp({});
    const shipped = tf.getKernel('Relu', 'wasm');
    const candidates = without('tfjs-wasm', {
      async setUp(options) {
        await backends['tfjs-wasm'].setUp(options);
        tf.unregisterKernel('Relu', 'wasm');
        tf.registerKernel({ ...shipped, kernelFunc: (args) => tf.getKernel('Abs', 'wasm').kernelFunc(args) });
      },
    });
    try {
      const choice = await chooseBackend('auto', { candidates: candidates.filter(({ name }) => name !== 'wasm') });
      expect(choice.backend).toBe('cpu');
      expect(choice.fallbacks[2]!.reason).toMatch(/computes wrong numbers here: \w+ of the trial step is off by/);
    } finally {
      tf.unregisterKernel('Relu', 'wasm');
      tf.registerKernel(shipped);
    }
  });
  it('does not wait for ever', async () => {
    const candidates = without('wasm', { setUp: () => new Promise(() => {}) });
    const choice = await chooseBackend('auto', { candidates, timeoutMs: 50 });
    expect(choice.fallbacks[2]).toEqual({ backend: 'wasm', reason: 'WebAssembly does not run here: It did not answer within 0.05 s.' });
  });
  it('is not overtaken by a backend that comes too late', async () => {
    let late: Promise<unknown> = Promise.resolve();
    const candidates = without('wasm', {
      setUp: (options) => (late = new Promise<void>((resolve) => setTimeout(resolve, 80)).then(() => backends.wasm.setUp(options))) as Promise<void>,
    });
    await chooseBackend('auto', { candidates: candidates.filter(({ name }) => name !== 'tfjs-wasm'), timeoutMs: 20 });
    const chosen = currentDevice();
    await expect(late).rejects.toThrow('aborted');
    expect(currentDevice()).toBe(chosen);
  });
  it('passes over an emulated GPU unasked, and takes it when asked', async () => {
    const candidates = without('webgl', { setUp: backends.cpu.setUp, drawback: async () => 'WebGL runs in software here.' });
    expect((await chooseBackend('auto', { candidates })).fallbacks[1]).toEqual({ backend: 'webgl', reason: 'WebGL runs in software here.' });
    expect(await chooseBackend('webgl', { candidates })).toEqual({ backend: 'webgl', fallbacks: [] });
  });
  it('leaves no tensor behind', async () => {
    const before = tf.memory().numTensors;
    await chooseBackend('auto');
    expect(tf.memory().numTensors).toBe(before);
  });
});

describe('the expected numbers of the trial steps', () => {
  /** `HOURGLASS_GOLDEN=write` writes them anew, after a change of what is tried. */
  const file = fileURLToPath(new URL('probe-expected.json', import.meta.url));

  it('are those of plain JavaScript', async () => {
    await backends.cpu.setUp();
    const found = await runProbe();
    if (process.env['HOURGLASS_GOLDEN'] === 'write') {
      const lines = [...found].map(([name, { data }]) => `  ${JSON.stringify(name)}: [${[...data].map((x) => Number(x.toPrecision(6))).join(', ')}]`);
      writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
      return;
    }
    expect(Object.keys(expected)).toEqual([...found.keys()]);
    for (const [name, numbers] of Object.entries(expected)) expect(relativeError(found.get(name)!.data, numbers), name).toBeLessThan(1e-5);
  });
});

describe('a page that computes with our own kernels', () => {
  it('does not load tfjs', async () => {
    const { metafile } = await build({
      entryPoints: [fileURLToPath(new URL('choose.ts', import.meta.url))],
      bundle: true, splitting: true, format: 'esm', outdir: 'out', write: false, metafile: true, platform: 'browser', logLevel: 'error',
      alias: { '@': fileURLToPath(new URL('../../..', import.meta.url)) },
    });
    const outputs = Object.entries(metafile.outputs);
    const first = outputs.find(([, { entryPoint }]) => entryPoint?.endsWith('choose.ts'))![0];
    const atOnce = new Set<string>();
    const follow = (name: string): void => {
      if (atOnce.has(name)) return;
      atOnce.add(name);
      for (const { path, kind } of metafile.outputs[name]!.imports) if (kind === 'import-statement') follow(path);
    };
    follow(first);
    const inputs = [...atOnce].flatMap((name) => Object.keys(metafile.outputs[name]!.inputs));
    expect(inputs).toContain('graph-engine/runtime/backends/probe.ts');
    expect(inputs.filter((name) => name.includes('tensorflow'))).toEqual([]);
  });
});
