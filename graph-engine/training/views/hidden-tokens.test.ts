import { beforeAll, expect, it } from 'vitest';
import { findRoles } from '../../inspect/roles';
import { chooseBackend } from '../../runtime/backends/choose';
import { graph } from '../../testing/build-document';
import { maskedLanguage } from '../../testing/masked-language';
import { generatedData } from '../../testing/template-data';
import { judge } from '../objective';
import type { ViewRequest, ViewResult } from '../protocol';
import { Session } from '../session';
import { view } from './index';

beforeAll(async () => void (await chooseBackend('wasm')));
const ask = (session: Session, request: ViewRequest): Promise<ViewResult> => view({ session, roles: findRoles(session.document, session.analysis), data: session.data }, request);

it('tells what is hidden of texts, and what the model takes it for; counting is beside its objective', async () => {
  const document = maskedLanguage([['positions'], ['self-attention', { heads: 2 }]]);
  const session = await Session.open({ document, data: await generatedData(document, 240) });
  for (let step = 0; step < 20; step++) session.stepBlind();
  const shown = await ask(session, { kind: 'hidden-tokens', count: 6 });
  if (shown.kind !== 'hidden-tokens') throw new Error(JSON.stringify(shown));
  expect(shown.texts).toHaveLength(6);
  for (const { item, tokens } of shown.texts) {
    const table = session.data.tables.get('dataset')!;
    expect(tokens.map(({ id }) => id)).toEqual(Array.from(table.values as Float32Array).slice(item * 15, item * 15 + tokens.length));
    expect(tokens.some(({ guesses }) => guesses !== null)).toBe(true);
    for (const { id, seen, guesses } of tokens) {
      if (!guesses) expect(seen).toBe(id);
      const likely = guesses?.map(({ probability }) => probability) ?? [];
      expect(likely).toEqual(likely.toSorted((a, b) => b - a));
    }
  }
  const { item } = shown.texts[0]!;
  const guessed = await ask(session, { kind: 'token-guesses', item, place: 0 });
  expect(guessed).toMatchObject({ kind: 'token-guesses', item, place: 0, guesses: [{ id: expect.any(Number) as number }, {}, {}, {}, {}] });
  // What is guessed does not hang on what stood there.
  expect(await ask(session, { kind: 'token-guesses', item, place: 0 })).toEqual(guessed);
  expect(await ask(session, { kind: 'token-guesses', item: 999, place: 0 })).toMatchObject({ kind: 'none' });

  const { name, value, baselines, better } = await judge(session, { other: false, trained: null });
  expect([name, better, Object.keys(baselines)]).toEqual(['cross-entropy of hidden tokens', 'lower', ['both neighbours counted', 'the token before counted', 'frequencies']]);
  expect(value).toBeLessThan(Math.log(63));
  expect(baselines['both neighbours counted']!).toBeLessThan(baselines['the token before counted']!);
  expect(baselines['the token before counted']!).toBeLessThan(baselines['frequencies']!);
  session.dispose();
});
it('says what is missing where nothing is hidden', async () => {
  const document = graph().node('dataset', { source: 'patterns' }).node('encoder', {}, { layers: [['flatten'], ['dense', { units: 9 }]] }).node('decoder', {}, { layers: [['reshape', { shape: [3, 3, 1] }]] }).node('loss').wire('dataset.data', 'encoder.in').wire('encoder.out', 'decoder.in').wire('decoder.out', 'loss.prediction').wire('dataset.data', 'loss.target').done();
  const session = await Session.open({ document, data: await generatedData(document, 24) });
  expect(await ask(session, { kind: 'hidden-tokens', count: 3 })).toMatchObject({ kind: 'none', reason: expect.stringMatching(/Hidden tokens/) });
  session.dispose();
});
