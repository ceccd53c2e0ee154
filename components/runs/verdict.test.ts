import { describe, expect, it } from 'vitest';
import type { HourglassDocument } from '@/graph-engine/document/types';
import type { Baselines } from '@/graph-engine/inspect/baselines/types';
import type { Figure } from '@/graph-engine/program/figures';
import type { RunInfo } from '@/components/training/run-history';
import { templates } from '@/templates/registry';
import { figureTable } from './figure-table';
import { verdictOf } from './verdict';

const plain = templates.autoencoder.create();
const vae = templates.vae.create();
const objective = (document: HourglassDocument): string => Object.values(document.nodes).find(({ kind }) => kind === 'loss')!.name;
const unit = 'nats per image';

interface Made {
  readonly number: number;
  readonly loss?: number;
  readonly document?: HourglassDocument;
  readonly data?: string;
  readonly unit?: string;
  readonly steps?: number;
  readonly baseline?: number;
  readonly terms?: readonly Figure[];
}
function run({ number, loss, document = plain, data = 'f00', unit: of = unit, steps = 100, baseline, terms = [] }: Made): RunInfo {
  const term = objective(document);
  const figure = (name: string, kind: Figure['kind']): Figure => ({ name, kind, unit: of, isGame: false });
  const values = loss === undefined ? undefined : { loss, [term]: loss - terms.length, ...Object.fromEntries(terms.map(({ name }) => [name, 10 - number])) };
  const baselines = { term, unit: of, heldOut: true, figures: [{ title: 'PCA, 30 numbers', short: 'PCA', value: baseline }] } as unknown as Baselines;
  return {
    document: 'doc',
    run: `run-${number}`,
    started: number,
    updated: number,
    steps,
    number,
    about: { document, data, figures: [figure('loss', 'total'), figure(term, 'term'), ...terms], backend: 'wasm' },
    last: values ? { train: values, validation: values } : {},
    best: null,
    remarks: { name: '', note: '', starred: false },
    ...(baseline !== undefined && { baselines }),
  };
}
const seeded = (seed: number, epochs = plain.training.epochs): HourglassDocument => ({ ...plain, training: { ...plain.training, seed, epochs } });
const [one, two] = [`${plain.name} 1`, `${plain.name} 2`];
const kl: Figure = { name: 'kl', kind: 'term', unit, isGame: false };
const withLatent = (params: Readonly<Record<string, number>>): HourglassDocument => {
  const [id, node] = Object.entries(vae.nodes).find(([, { kind }]) => kind === 'bottleneck')!;
  return { ...vae, nodes: { ...vae.nodes, [id]: { ...node, params: { ...node.params, ...params } } } };
};

describe('the verdict on runs', () => {
  it('names the better one, by how much and beside which baselines, and what it proves', () => {
    const { headline, remarks } = verdictOf([run({ number: 1, loss: 10, baseline: 12 }), run({ number: 2, loss: 8, document: seeded(42, 99), baseline: 6, steps: 1200 })]);
    expect(headline).toBe(`${two} is better, with 2 (20 %) less than ${one}: 8 for ${two}, 10 for ${one} (total loss in nats per image, held out).`);
    expect(remarks[0]).toBe(`Beside baselines, by ${objective(plain)}: ${one} has 2 (17 %) less than PCA, 30 numbers (10 against 12); ${two} has 2 (33 %) more than PCA, 30 numbers (8 against 6).`);
    expect(remarks.slice(1)).toEqual([expect.stringMatching(/^One seed each is no proof/), 'It also took more steps: 1,200; 100.']);
  });
  it('says which is best of more, and which are alike', () => {
    const three = [9, 7, 8].map((loss, index) => run({ number: index + 1, loss }));
    expect(verdictOf(three).headline).toContain(`${two} is best, with 1 (13 %) less than ${plain.name} 3: 7 for ${two}, 8 for ${plain.name} 3, 9 for ${one} (`);
    expect(verdictOf([run({ number: 1, loss: 8.0001 }), run({ number: 2, loss: 8 })]).headline).toContain('are as good as each other');
    // A share of a negative number would say nothing.
    expect(verdictOf([run({ number: 1, loss: -3 }), run({ number: 2, loss: -5 })]).headline).toContain(`${two} is better, with 2 less than`);
  });
  it('tells chance from a difference', () => {
    const said = (...documents: readonly HourglassDocument[]) => verdictOf(documents.map((document, index) => run({ number: index + 1, loss: index, document }))).remarks[1];
    expect(said(seeded(1), seeded(2))).toMatch(/^Only the seed differs/);
    expect(said(seeded(1), seeded(2, 99))).toMatch(/^Their seeds differ too/);
    expect(said(seeded(1), seeded(1))).toBe('Their settings are the same.');
    expect(said(seeded(1), seeded(2), seeded(1, 99), seeded(2, 99))).toMatch(/^Runs that differ by the seed alone/);
  });
  it('says why there is none', () => {
    const why = (a: Partial<Made>, b: Partial<Made>) => verdictOf([run({ number: 1, loss: 3, ...a }), run({ number: 2, loss: 2, ...b })]).headline;
    expect(why({}, { data: 'f01' })).toBe('They cannot be ranked: they were trained on other data.');
    expect(why({}, { unit: 'squared error per image' })).toContain('their losses have other units (nats per image and squared error per image)');
    const { loss: _, ...untrained } = { number: 2, loss: 2 };
    expect(verdictOf([run({ number: 1, loss: 3 }), run(untrained)]).headline).toBe(`They cannot be ranked: ${two} has no loss yet.`);
    const { about: _about, ...old } = run({ number: 2, loss: 2 });
    expect(verdictOf([run({ number: 1, loss: 3 }), old]).headline).toContain('Run 2 was made from is not known');
    expect(why({ terms: [{ ...kl, isGame: true }] }, {})).toContain('a game between players');
  });
  it('ranks totals of the same sum alone: else by the error that baselines are judged by', () => {
    const judged = (b: HourglassDocument, baseline?: number) => verdictOf([vae, b].map((document, index) => run({ number: index + 1, loss: 9 - index, document, terms: [kl], ...(baseline !== undefined && { baseline }) }))).headline;
    expect(judged(withLatent({ size: 3 }))).toContain('(total loss in nats per image');
    expect(judged(withLatent({ beta: 4 }))).toBe('They cannot be ranked: their losses are made of other terms, or weigh them otherwise.');
    expect(judged(withLatent({ beta: 4 }), 30)).toContain(`(${objective(vae)} in nats per image, held out)`);
  });
});
it('marks the lowest of what is made small, never of a KL divergence', () => {
  const rows = figureTable([1, 2].map((number) => run({ number, loss: 9 - number, document: vae, terms: [kl] })));
  const bestOf = (label: string) => rows.find((row) => row.label === label)?.best;
  expect([bestOf('total loss, held out'), bestOf(`${objective(vae)}, held out`), bestOf('KL, held out')]).toEqual([1, 1, null]);
  // Nor of anything on other data.
  expect(figureTable([run({ number: 1, loss: 3 }), run({ number: 2, loss: 2, data: 'f01' })]).every(({ best }) => best === null)).toBe(true);
});
