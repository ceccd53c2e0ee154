import { describe, expect, it } from 'vitest';
import saved from '@/bench/results/quality.json' with { type: 'json' };
import { templates } from '@/templates/registry';
import { figureWords, qualityOf } from './quality';

const row = (template: string, set: string, seed: number, figure: number, beside: number) => ({ run: `${template} ${set} ${seed}`, template, set, seed, objective: 'error', figure, unit: 'per item', better: 'lower', baseline: 'PCA', 'its figure': beside, seconds: 8 + seed });
const rows = [row('a', 'MNIST', 1, 9, 14), row('a', 'own', 1, 7, 12), row('a', 'own', 2, 8, 13), row('b', 'own', 1, 1, 2)];

describe('the figures of a card', () => {
  it('are means over seeds, its own data first', () => {
    expect(qualityOf('a', rows)).toEqual([
      { set: 'own', objective: 'error', unit: 'per item', figure: 7.5, baseline: 'PCA', beside: 12.5, seeds: 2, seconds: 9 },
      { set: 'MNIST', objective: 'error', unit: 'per item', figure: 9, baseline: 'PCA', beside: 14, seeds: 1, seconds: 9 },
    ]);
  });
  it('stand beside their baseline, with how they were made', () => {
    expect(figureWords(qualityOf('a', rows))).toEqual({
      figure: 'error 7.50 per item',
      beside: 'PCA: 12.5',
      takes: '9 s',
      how: 'Held out, on its own data, after its own training; the mean of 2 runs with different seeds. On MNIST: error 9.00; PCA: 14.0. Measured by npm run bench -- quality.',
    });
    expect(figureWords(qualityOf('c', rows))).toBeNull();
  });
  it('come from what was saved, of templates that there are', () => {
    for (const { template } of saved.rows as readonly { readonly template: string }[]) {
      expect(Object.keys(templates)).toContain(template);
      expect(figureWords(qualityOf(template, saved.rows))!.figure).not.toContain('NaN');
    }
  });
});
