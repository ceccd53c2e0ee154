import { expect, test } from 'vitest';
import { shortWords, takenWords } from './taken-words';

const taken = { kept: 7, step: 1, changed: 'model' as const, from: null };

test('says in one sentence what an edit cost, and for who asks what is kept, what starts fresh by name, and of many only how many', () => {
  expect(takenWords({ ...taken, fresh: ['kernel of Dense 2 in Encoder'] })).toEqual({
    title: 'What you changed starts fresh; the rest keeps its training',
    details: '7 weights are as after 1 step of training, and a new run begins with them. These start fresh: kernel of Dense 2 in Encoder.',
  });
  expect(takenWords({ ...taken, kept: 1, step: 3000, fresh: [] }).details).toBe('1 weight is as after 3,000 steps of training, and a new run begins with them.');
  expect(takenWords({ ...taken, fresh: Array.from({ length: 40 }, (_, i) => `w${i}`) }).details).toMatch(/: w0, w1, w2, w3, w4, w5 and 34 more\.$/);
});
test('says that nothing fits, and that other data are the reason', () => {
  expect(takenWords({ ...taken, kept: 0, fresh: ['w'] }).title).toMatch(/^Nothing that was trained fits/);
  expect(['data', 'model'].map((changed) => takenWords({ ...taken, changed: changed as 'data' | 'model', fresh: [] }).title)).toEqual(['The data have changed, and all that was trained is kept', 'The model has changed, and all that was trained is kept']);
});
test('says which file weights came from, and whether anything has to be trained', () => {
  const brought = { ...taken, step: 0, from: 'vae.safetensors', fresh: [] };
  expect(takenWords(brought)).toEqual({ title: 'The model has 7 weights of vae.safetensors', details: 'Every weight of the model is from it: nothing has to be trained to look inside. Training begins a new run with them.' });
  expect(takenWords({ ...brought, step: 2000, fresh: ['w'] })).toEqual({ title: 'The model has 7 weights of vae.safetensors, as after 2,000 steps of training', details: 'These start fresh: w. Training begins a new run with them.' });
  expect([brought, { ...brought, fresh: ['w'] }, { ...taken, fresh: [] }].map(shortWords)).toEqual(['Weights of vae.safetensors', 'Some weights of vae.safetensors: needs training', 'Edited: needs training']);
});
