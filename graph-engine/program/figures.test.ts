import { describe, expect, it } from 'vitest';
import { analyse } from '../analysis/analyse';
import { printSum, printUnit, nats, squaredError, unit } from '../document/units';
import { lossKinds } from '../nodes/loss-kinds';
import { graph } from '../testing/build-document';
import { templates, type TemplateId } from '@/templates/registry';
import { figureWords, unitIn, type Figure } from './figures';
import { figuresOf } from './figures-of';

const figuresOfTemplate = (id: TemplateId): readonly Figure[] => {
  const document = templates[id].create();
  return figuresOf(document, analyse(document));
};

describe('units', () => {
  it('say what is counted, and of what', () => {
    expect([nats, squaredError, unit('codes'), unit('absolute error', 'number')].map((one) => printUnit(one, 'image'))).toEqual(['nats per image', 'squared error per image', 'codes', 'absolute error per number']);
  });
  it('of a sum are all of them, said once where they are of the same', () => {
    expect(printSum([nats, nats], 'image')).toBe('nats per image');
    expect(printSum([squaredError, nats, nats], 'row')).toBe('squared error + nats per row');
    expect(printSum([unit('nats'), nats], 'image')).toBe('nats per image');
    expect(printSum([unit('squared error', 'number'), nats], 'item')).toBe('squared error per number + nats per item');
  });
});
describe('figures', () => {
  it('of every template have a unit, each under one name, the total of the run first', () => {
    for (const id of Object.keys(templates) as TemplateId[]) {
      const figures = figuresOfTemplate(id);
      expect(figures.filter(({ unit }) => unit === ''), id).toEqual([]);
      expect(new Set(figures.map(({ name }) => name)).size, id).toBe(figures.length);
      if (figures.some(({ kind }) => kind === 'total')) expect(figures[0], id).toMatchObject({ name: 'loss', kind: 'total' });
    }
  });
  it('of a variational autoencoder are all nats per image', () => {
    const figures = figuresOfTemplate('vae');
    expect(new Set(figures.map(({ unit }) => unit))).toEqual(new Set(['nats per image']));
  });
  it('keep the use of a codebook from its losses', () => {
    const figures = figuresOfTemplate('vq-vae');
    expect([unitIn(figures, 'perplexity'), unitIn(figures, 'used codes'), unitIn(figures, 'commitment')]).toEqual(['codes', 'codes', 'squared error per image']);
  });
  it('of a critic and of what it judges are a game, and the sum of the main player is none', () => {
    const figures = figuresOfTemplate('adversarial-ae');
    const games = figures.filter(({ isGame }) => isGame);
    expect(games.length).toBeGreaterThanOrEqual(3);
    expect(games.some(({ name }) => name.endsWith('.generator'))).toBe(true);
    expect(figures[0]).toMatchObject({ name: 'loss', isGame: false });
  });
  it('follow the loss and its reduction', () => {
    for (const kind of ['squared', 'absolute', 'huber'] as const) {
      for (const reduction of ['sum', 'mean'] as const) {
        const document = graph().node('dataset', { source: 'patterns' }).node('encoder').node('bottleneck').node('decoder').node('loss', { kind, reduction }).wireAutoencoder('bottleneck').done();
        expect(figuresOf(document, analyse(document))[0]!.unit).toBe(`${lossKinds[kind].counts[0]} per ${reduction === 'sum' ? 'image' : 'number'}`);
      }
    }
  });
});
it('writes the names of figures for people', () => {
  expect(['loss', 'kl', 'Reconstruction'].map(figureWords)).toEqual(['total loss', 'KL', 'Reconstruction']);
});
