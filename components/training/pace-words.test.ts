import { expect, test } from 'vitest';
import { automaticWords, backendWords, printPace, type KnownPaces } from './pace-words';

const known: KnownPaces = {
  inUse: 'wasm',
  fallbacks: [],
  paces: [{ backend: 'webgpu', ms: 0.42, reason: null }, { backend: 'webgl', ms: null, reason: 'WebGL runs in software here.' }, { backend: 'wasm', ms: 0.031, reason: null }],
  measuring: false,
};
const unknown: KnownPaces = { ...known, inUse: 'webgpu', paces: [] };

test.each([[0.0314, '0.031 ms a step'], [0.42, '0.42 ms a step'], [2.14, '2.1 ms a step'], [9.96, '10 ms a step'], [512.3, '512 ms a step'], [1290, '1.3 s a step'], [75_000, '75 s a step']])('%f ms is written as %s', (ms, text) => {
  expect(printPace(ms)).toBe(text);
});

test('each backend has its time, or why it has none', () => {
  expect(backendWords('webgpu', known)).toEqual({ speed: '0.42 ms a step', measured: true, reason: null });
  expect(backendWords('webgl', known)).toEqual({ speed: '', measured: false, reason: 'WebGL runs in software here.' });
  expect(backendWords('cpu', known).speed).toBe('not measured: slow');
  expect(backendWords('cpu', { ...known, inUse: 'cpu' }).speed).toBe('not measured yet');
  expect(backendWords('wasm', unknown).speed).toBe('not measured yet');
  expect(backendWords('wasm', { ...unknown, measuring: true }).speed).toBe('measuring…');
  expect(backendWords('wasm', null)).toEqual({ speed: '', measured: false, reason: null });
  expect(backendWords('webgpu', { ...known, fallbacks: [{ backend: 'webgpu', reason: 'It was lost.' }] }).reason).toBe('It was lost.');
});

test('Automatic says which it takes, and why', () => {
  expect(automaticWords(null, true)).toBe('The fastest that works here');
  expect(automaticWords(known, true)).toBe('WASM, the fastest for this model');
  expect(automaticWords({ ...known, inUse: 'webgpu' }, true)).toBe('WebGPU, which was at hand; WASM is faster, and taken when the model is opened again');
  expect(automaticWords({ ...known, inUse: 'webgpu' }, false)).toBe('The fastest for this model: WASM');
  expect(automaticWords(unknown, true)).toBe('WebGPU, until others are measured');
  expect(automaticWords({ ...unknown, measuring: true }, true)).toBe('WebGPU, until it is measured what is faster');
  const alone: KnownPaces = { ...unknown, inUse: 'wasm', fallbacks: [{ backend: 'webgpu', reason: 'No.' }, { backend: 'webgl', reason: 'No.' }] };
  expect(automaticWords(alone, true)).toBe('WASM, the only fast one that works here');
  expect(automaticWords({ ...alone, paces: known.paces.slice(2) }, true)).toBe('WASM, the only fast one that works here');
});
