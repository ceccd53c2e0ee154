import { expect, it } from 'vitest';
import { templates } from '@/templates/registry';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { Metrics } from '@/graph-engine/training/protocol';
import type { RunInfo } from '@/components/training/run-history';
import { figureTable } from './figure-table';
import { changeWords } from './run-before';
import { overlaid } from './overlay';
import { besideWords, figureOf, nameOf, noPictureWords, shortFigure, toBeat, usualName } from './run-words';
import { sorted } from './sort-runs';
import type { KeptRun } from './use-runs';

const baselines = { term: 'Error', unit: 'squared error per image', heldOut: true, figures: [{ id: 'pca', title: 'PCA, 30 numbers', short: 'PCA', value: 12.76 }] } as unknown as Baselines;
function info(number: number, changed: Partial<RunInfo> = {}): KeptRun {
  const figures = [{ name: 'loss', kind: 'total', unit: 'squared error per image', isGame: false }, { name: 'Error', kind: 'term', unit: 'squared error per image', isGame: false }, { name: 'codes', kind: 'metric', unit: 'codes', isGame: false }];
  return {
    document: 'doc',
    run: `run-${number}`,
    started: number,
    updated: number,
    steps: 100 * number,
    number,
    about: { document: { name: 'Autoencoder', nodes: {} }, data: 'f00', figures, backend: 'wasm' } as unknown as NonNullable<RunInfo['about']>,
    last: { train: { loss: 9, Error: 8, codes: 3 }, validation: { loss: 10 - number, Error: 9 - number, codes: 4 } },
    best: { step: 5, values: { loss: 1.5 } },
    remarks: { name: '', note: '', starred: false },
    bytes: 10 * number,
    beside: null,
    ...changed,
  };
}

it('says which weights a run keeps beside those that it is opened with', () => {
  expect(besideWords(info(1), { which: 'best', step: 1400, loss: 7.214 })).toBe('its best weights: step 1,400, lowest held-out loss 7.21 squared error per image');
  expect(besideWords(info(1), { which: 'last', step: 20, loss: null })).toBe('its last weights: step 20');
});
it('says why there are no pictures, and of a run that may still go on nothing final', () => {
  expect(noPictureWords(false)).toEqual({ said: 'No pictures kept', why: 'Pictures are kept when a run pauses or ends: one that was left before has none. Data that are no pictures have none.' });
  expect(noPictureWords(true)).toEqual({ said: 'No pictures yet', why: 'Pictures are kept when a run pauses or ends. Data that are no pictures have none.' });
});
it('judges a run by the term of its baselines, else by the total, held out where something is', () => {
  expect(figureOf(info(2, { baselines }))).toEqual({ value: 7, term: 'Error', unit: 'squared error per image', isHeldOut: true });
  expect(figureOf(info(2, { last: { train: { loss: 9 } } }))).toMatchObject({ value: 9, term: 'loss', isHeldOut: false });
  expect(figureOf(info(2, { last: {} }))).toBeNull();
});
it('is set beside the baseline that was judged on the same items', () => {
  const beside = (run: KeptRun) => toBeat(run, figureOf(run)!)?.short ?? null;
  expect(beside(info(2, { baselines }))).toBe('PCA');
  // Before anything held out was judged, and by another term.
  expect([beside(info(2, { baselines, last: { train: { loss: 9, Error: 8 } } })), beside(info(2, { baselines: { ...baselines, term: 'other' } })), beside(info(2))]).toEqual([null, null, null]);
});
it('names a run after its document, its number and its figure, unless the user does', () => {
  expect(usualName(info(3))).toBe('Autoencoder 3 · 7');
  expect(nameOf(info(3, { remarks: { name: 'Small code', note: '', starred: false } }))).toBe('Small code');
  expect([7.6431, 0.00012345, 12345.6, -2.5].map(shortFigure)).toEqual(['7.64', '1.23e−4', '12,346', '−2.5']);
});
it('puts starred runs first in every order', () => {
  const runs = [info(1), info(2), info(3, { remarks: { name: '', note: '', starred: true } })];
  const numbers = (order: Parameters<typeof sorted>[1]) => sorted(runs, order).map(({ number }) => number);
  expect([numbers('newest'), numbers('figure'), numbers('name'), numbers('size')]).toEqual([[3, 2, 1], [3, 2, 1], [3, 1, 2], [3, 2, 1]]);
});
it('tells the figures of runs beside each other', () => {
  const rows = figureTable([info(1, { baselines }), info(2)]);
  const find = (label: string) => rows.find((row) => row.label === label);
  expect(find('total loss, held out')).toMatchObject({ values: ['9', '8'] });
  expect(find('codes, held out')).toMatchObject({ best: null });
  expect(find('PCA, 30 numbers')).toMatchObject({ values: ['12.8', '–'], best: null });
  expect(find('steps')?.values).toEqual(['100', '200']);
});
it('lays curves of one term and unit over each other, with the baselines of either run', () => {
  const rows = (factor: number): Metrics[] => [0, 1, 2].flatMap((step) => (['train', 'validation'] as const).map((set) => ({ step, epoch: 0, set, values: { loss: factor * (3 - step), Error: factor * (3 - step), codes: 4 } })));
  const overlays = overlaid([info(1, { baselines }), info(2)], [rows(1), rows(2)]);
  expect(overlays.map(({ title }) => title)).toEqual(['Total loss', 'Error', 'Codes']);
  expect(overlays[1]).toMatchObject({ unit: 'squared error per image', levels: [{ name: 'PCA, 30 numbers', value: 12.76 }] });
  expect(overlays[1]!.curves.map(({ order, set }) => [order, set])).toEqual([[0, 'train'], [0, 'validation'], [1, 'train'], [1, 'validation']]);
  expect(overlays[1]!.curves[2]!.points).toEqual([[0, 6], [1, 4], [2, 2]]);
});

it('says of a run what tells it from the one before, of its document or of one much the same', () => {
  const drawn = templates.autoencoder.create();
  const about = (document = drawn, data = 'f00') => ({ about: { ...info(1).about!, document, data } });
  const faster = { ...drawn, training: { ...drawn.training, batchSize: 7 } };
  const first = info(1, about());
  const second = info(2, about(faster));
  const runs = [second, first];
  expect(runs.map((run) => changeWords(run, runs))).toEqual([`Beside run 1: Batch size 7 in place of ${drawn.training.batchSize}`, null]);
  const beside = (changed: Partial<RunInfo>, before: Partial<RunInfo> = {}) => changeWords(info(3, { ...about(), ...changed }), [info(2, { ...about(), ...before }), first]);
  expect(beside({})).toBe('Beside run 2: the same model, settings and data');
  expect(beside(about(drawn, 'f01'))).toBe('Beside run 2: other data');
  expect(beside({}, { remarks: { name: 'Small code', note: '', starred: false } })).toBe('Beside Small code: the same model, settings and data');
  // Of the same document before one that is nearer in time; a template opened again beside the one before.
  expect(beside({}, { document: 'other' })).toBe('Beside run 1: the same model, settings and data');
  expect(changeWords(info(3, { ...about(), document: 'again' }), [first])).toBe(`Beside ${drawn.name} 1: the same model, settings and data`);
  expect(changeWords(info(3, { ...about(templates.vae.create()), document: 'again' }), [info(1, about({ ...drawn, nodes: {} }))])).toBeNull();
  // Kept by an earlier version.
  const { about: _, ...old } = info(3);
  expect(changeWords(old, [first])).toBeNull();
});
