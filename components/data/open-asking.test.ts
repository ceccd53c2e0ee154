import { zipSync } from 'fflate';
import { beforeEach, expect, it, vi } from 'vitest';
import type { FileReading } from '@/graph-engine/data/file-reading';
import { writeNpy } from '@/graph-engine/data/formats/testing/write-numbers';
import { writeWav } from '@/graph-engine/data/formats/testing/write-wav';
import { openAsking, type OpenAsking } from './open-asking';
import { readFiles } from './read-files';
import { readRequest } from './read-request';
import { answer, wizardStore, type Question, type Use } from './wizard/wizard-store';

// What the worker does, on this thread.
vi.mock('./read-files', () => ({ readFiles: vi.fn() }));
beforeEach(() => {
  vi.mocked(readFiles).mockReset().mockImplementation((request, asked) => readRequest(request, asked));
  wizardStore.setState({ question: null, busy: null });
});

const given = (text: string, name = 'x.csv'): OpenAsking => ({ node: 'dataset', files: [{ name, blob: new Blob([text]) }], count: 0, reading: {}, columns: [], split: { split: 'shuffled', splitBy: '', test: 0, normal: '', validation: 0.1, seed: 1, node: 'dataset' } });
const rows = (delimiter: string): string => `a${delimiter}b\n${Array.from({ length: 30 }, (_, i) => `${i}${delimiter}${i % 3}`).join('\n')}\n`;
const asked = (): Promise<Question> => vi.waitFor(() => wizardStore.getState().question ?? expect.fail('nothing is asked'));
const use = (question: Question, columns = question.kind === 'table' ? question.scanned.columns : []): Use => ({ kind: 'use', columns, params: {}, validation: null });

it('asks about a table, and reads it as is answered', async () => {
  const opened = openAsking(given(rows(',')));
  const question = await asked();
  expect(question).toMatchObject({ kind: 'table', name: 'x.csv', problem: null });
  answer(use(question, [{ name: 'a', kind: 'number' }, { name: 'b', kind: 'ignored' }]));
  expect((await opened)!.read.table).toMatchObject({ count: 30, shape: [1] });
  expect(wizardStore.getState()).toEqual({ question: null, busy: null });
});
it('reads it anew in another way, and tells why that does not go', async () => {
  const opened = openAsking(given(rows(';')));
  await asked();
  answer({ kind: 'again', reading: { table: { header: false } } });
  const second = await vi.waitFor(() => {
    const { question } = wizardStore.getState();
    return question?.kind === 'table' && question.scanned.scan.rows === 31 ? question : expect.fail('the first question');
  });
  answer(use(second, second.scanned.columns.map(({ name }) => ({ name, kind: 'ignored' }))));
  const third = await vi.waitFor(() => (wizardStore.getState().question?.problem ? wizardStore.getState().question! : expect.fail('no problem')));
  expect(third.problem).toMatch(/expected columns to learn from/);
  answer(use(third));
  expect(await opened).toMatchObject({ reading: { table: { header: false } }, read: { table: { count: 31, shape: [2] } } });
});
it('is null for who leaves, and for who is asked something else meanwhile', async () => {
  const first = openAsking(given(rows(',')));
  await asked();
  const second = openAsking(given(rows(','), 'y.csv'));
  expect(await first).toBeNull();
  await vi.waitFor(() => expect(wizardStore.getState().question?.name).toBe('y.csv'));
  answer({ kind: 'leave' });
  expect(await second).toBeNull();
});
it('asks about one picture, which may be a sheet of many, and not about small ones', async () => {
  const picture = (side: number, name: string) => ({ name, blob: new Blob([Uint8Array.from([...`P5 ${side} ${side} 255\n`].map((letter) => letter.charCodeAt(0))), new Uint8Array(side * side).fill(7)]) });
  const sheet = openAsking({ ...given(''), files: [picture(64, 'sheet.pgm')] });
  expect(await asked()).toMatchObject({ kind: 'pictures', name: 'sheet.pgm' });
  answer({ kind: 'again', reading: { pictures: { tile: { width: 16, height: 16 } } } });
  const second = await vi.waitFor(() => {
    const { question } = wizardStore.getState();
    return question?.kind === 'pictures' && question.table.count === 16 ? question : expect.fail('the first question');
  });
  answer(use(second));
  expect((await sheet)!.read.table).toMatchObject({ count: 16, shape: [16, 16, 1] });
  const several = await openAsking({ ...given(''), files: [picture(8, 'a/1.pgm'), picture(8, 'b/2.pgm')] });
  expect(several).toMatchObject({ said: null, read: { table: { count: 2, labelNames: ['a', 'b'] } } });
});
it('asks which of several arrays is meant, and which holds their classes; not of two that belong together', async () => {
  const npy = (shape: number[], first = 0) => writeNpy('u1', shape, Array.from({ length: shape.reduce((product, side) => product * side, 1) }, (_, i) => (first + i) % 3));
  const file = (arrays: Record<string, number[]>) => ({ ...given(''), files: [{ name: 'x.npz', blob: new Blob([new Uint8Array(zipSync(Object.fromEntries(Object.entries(arrays).map(([name, shape]) => [`${name}.npy`, npy(shape)]))))]) }] });
  const opened = openAsking(file({ x_train: [12, 4, 4], y_train: [12], x_test: [6, 4, 4], y_test: [6], z_test: [6] }));
  expect(await asked()).toMatchObject({ kind: 'arrays', there: { taken: { items: 'x_train', labels: 'y_train' }, items: [{ name: 'x_train', shape: [12, 4, 4] }, { name: 'x_test' }], labels: [{ name: 'y_train' }] } });
  const next = (reading: FileReading, items: string, labels: string | null) => {
    const { question: before } = wizardStore.getState();
    answer({ kind: 'again', reading });
    return vi.waitFor(() => {
      const { question } = wizardStore.getState();
      return question !== before && question?.kind === 'arrays' && question.there.taken.items === items && question.there.taken.labels === labels ? question : expect.fail('another question');
    });
  };
  expect(await next({ array: 'x_test' }, 'x_test', 'y_test')).toMatchObject({ table: { count: 6 }, problem: null });
  const wrong = await next({ array: 'nothing' }, 'x_test', 'y_test');
  expect(wrong.problem).toMatch(/expected an array with the name nothing/);
  answer(use(await next({ array: 'x_test', labels: 'z_test' }, 'x_test', 'z_test')));
  expect(await opened).toMatchObject({ reading: { array: 'x_test', labels: 'z_test' }, read: { table: { count: 6, shape: [4, 4, 1] } } });
  expect(await openAsking(file({ x: [12, 4, 4], y: [12] }))).toMatchObject({ said: null, read: { table: { count: 12 } } });
});
it('says what is wrong with files of which nothing can be asked', async () => {
  await expect(openAsking(given('', 'empty.csv'))).rejects.toThrow('empty.csv: expected data, and found an empty file');
  expect(wizardStore.getState().busy).toBeNull();
});
it('asks about a text, and reads it again as lines, sentences or windows', async () => {
  const opening = openAsking(given('One two. Three four five.\nSix seven\n\neight.\n'.repeat(20), 'story.txt'));
  const first = await asked();
  expect(first).toMatchObject({ kind: 'text', text: { items: 'lines', tokens: 'words' }, table: { count: 60 } });
  answer({ kind: 'again', reading: { text: { items: 'windows', window: 4 } } });
  const second = await vi.waitFor(() => (wizardStore.getState().busy === null && wizardStore.getState().question !== first ? wizardStore.getState().question! : expect.fail('is read')));
  expect(second).toMatchObject({ kind: 'text', text: { items: 'windows', window: 4 }, table: { shape: [4] } });
  answer(use(second));
  const found = await opening;
  expect(found!.read.chosen!.text).toMatchObject({ items: 'windows', places: 4 });
  expect(found!.read.table.text!.vocabulary[0]).toBe('.');
});
it('asks what the names of recordings say where that was guessed, and not where a pattern is given or folders tell', async () => {
  const sound = (name: string) => ({ name, blob: new Blob([new Uint8Array(writeWav(new Float32Array(800).map((_, i) => Math.sin(i / 3))))]) });
  const files = ['no_ann_1.wav', 'no_ben_1.wav', 'yes_ann_1.wav', 'yes_ben_1.wav'].map(sound);
  const opened = openAsking({ ...given(''), files });
  expect(await asked()).toMatchObject({ kind: 'sounds', chosen: { pattern: '{label}_{part2}_{part3}', label: 'label', rate: 8000 } });
  answer({ kind: 'again', reading: { sounds: { pattern: '{word}_{speaker}_{take}', label: 'speaker' } } });
  const second = await vi.waitFor(() => {
    const { question } = wizardStore.getState();
    return question?.kind === 'sounds' && question.chosen.label === 'speaker' ? question : expect.fail('the first question');
  });
  answer(use(second));
  expect((await opened)!.read).toMatchObject({ kind: 'sounds', table: { labelNames: ['ann', 'ben'] } });
  const known = await openAsking({ ...given(''), files, reading: { sounds: { pattern: '{word}_{speaker}_{take}' } } });
  expect(known).toMatchObject({ said: null, read: { table: { labelNames: ['no', 'yes'] } } });
  expect(await openAsking({ ...given(''), files: ['a/1.wav', 'b/1.wav'].map(sound) })).toMatchObject({ said: null, read: { table: { labelNames: ['a', 'b'] } } });
});
