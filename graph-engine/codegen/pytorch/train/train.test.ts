/** `train.py` of a model that one player learns, from first to last, reads as one that was written for it. */
import { describe, expect, it } from 'vitest';
import { analyse } from '../../../analysis/analyse';
import type { HourglassDocument } from '../../../document/types';
import { graph, type TrainingChange } from '../../../testing/build-document';
import { templates } from '@/templates/registry';
import { generatePyTorch } from '..';

function filesOf(document: HourglassDocument): Readonly<Record<string, string>> {
  const { files } = generatePyTorch(document, analyse(document));
  return Object.fromEntries(files.flatMap((file) => ('text' in file ? [[file.path, file.text as string]] : [])));
}
const plain = (training: TrainingChange = {}): HourglassDocument =>
  graph({ name: 'Plain' })
    .node('dataset', { shape: [4], source: 'file', fileName: 'x' })
    .node('encoder', {}, { layers: [['dense', { units: 3, activation: 'tanh' }]] })
    .node('bottleneck', { size: 2 })
    .node('decoder', { output: 'linear' }, { layers: [['dense', { units: 4, activation: 'linear' }]] })
    .node('loss', { kind: 'squared' })
    .wireAutoencoder()
    .training(training)
    .done();

/** What stands in `train.py` for each wish of a document, and for no other. */
const wishes: readonly (readonly [wish: string, training: TrainingChange, words: RegExp])[] = [
  ['patience', { patience: 5 }, /PATIENCE|run\.best/],
  ['least steps', { minSteps: 500 }, /MIN_STEPS/],
  ['a schedule', { schedule: { kind: 'cosine' } }, /schedule|def rate/],
  ['a clipped norm', { clipNorm: 1 }, /clip_grad_norm_/],
  ['an average of weights', { averageDecay: 0.99 }, /AVERAGE|averages/],
  ['batches per update', { accumulate: 2 }, /ACCUMULATE|def groups/],
  ['items held out', { validationSplit: 0.2 }, /def evaluate|holds_out/],
];
const nothing: TrainingChange = { patience: 0, minSteps: 0, validationSplit: 0 };
const several = /PLAYERS|player|[Ss]tage|MAIN|LOSSES/;

describe('train.py', () => {
  it('of a variational autoencoder speaks of no players, stages, schedules or label files', () => {
    const files = filesOf(templates.vae.create());
    expect(files['train.py']).not.toMatch(several);
    expect(files['train.py']).not.toMatch(/schedule|def rate|clip|AVERAGE|ACCUMULATE|--labels/);
    expect(files['train.py']).toMatch(/self\.optimizer = torch\.optim\.Adam\(model\.parameters\(\), lr=/);
    expect(files['train.py']!.split('\n').length).toBeLessThan(260);
    expect(files['losses.py']).toMatch(/def losses\(values: Values\) -> dict\[str, Term\]:/);
    expect(files['model.py']).not.toMatch(several);
  });
  it.for(wishes)('writes what %s asks for, and nothing of it otherwise', ([, training, words]) => {
    // Patience has a loss of held-out items to go by.
    const without = { ...nothing, ...('patience' in training ? { validationSplit: 0.2 } : {}) };
    expect(filesOf(plain({ ...without, ...training }))['train.py']).toMatch(words);
    expect(filesOf(plain(without))['train.py']).not.toMatch(words);
  });
  it('tells players apart where there are several, by losses of their own', () => {
    const files = filesOf(templates['adversarial-ae'].create());
    for (const path of ['train.py', 'model.py']) expect(files[path]).toMatch(/PLAYERS = \{/);
    expect(files['losses.py']).toMatch(/LOSSES = \{\n {4}"critic": critic_losses,\n {4}"autoencoder": autoencoder_losses,/);
    expect(files['train.py']).not.toMatch(/updates|clip_norm|PATIENCE|[Ss]tage/);
  });
});
