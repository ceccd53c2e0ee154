import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import { printDiagnostic } from '@/graph-engine/diagnostics/print';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { nodeOf } from '@/graph-engine/nodes/registry';
import { chooseBackend } from '@/graph-engine/runtime/backends/choose';
import { backends } from '@/graph-engine/runtime/backends';
import { relativeError } from '@/graph-engine/runtime/backends/probe';
import type { Feeds, Weights } from '@/graph-engine/runtime/device';
import { TfStore } from '@/graph-engine/runtime/tfjs/store';
import { everyBuild, storeOn } from '@/graph-engine/runtime/wasm/testing/builds.node';
import { checkGradients, derivedGradients } from '@/graph-engine/testing/gradient-check';
import { generatedData } from '@/graph-engine/testing/template-data';
import { Session } from '@/graph-engine/training/session';
import { templates } from './registry';

/** Few, because the start of a codebook looks at all of them; enough for a loss to fall. */
const FEW = 40;
const MANY = 160;
/**
 * Whose derivatives are checked, where not all are: of a discrete code, whose estimators are no derivatives, what lies behind it; of six passes through
 * convolutions one generator's, which is reached through the other one too.
 */
const checked: Readonly<Record<string, string>> = { 'binary-code': 'decoder/', 'one-hot-code': 'decoder/', 'vq-vae': 'decoder/', cycle: 'a-b-out/' };

/** With all weights what they come to: some begin to rise after more steps than these tests take. */
const warm = (document: HourglassDocument): HourglassDocument => ({ ...document, nodes: Object.fromEntries(Object.entries(document.nodes).map(([id, node]) => [id, 'warmupStart' in node.params ? { ...node, params: { ...node.params, warmupSteps: 0 } } : node])) });

async function session(id: keyof typeof templates, batchSize: number, items: number): Promise<Session> {
  const document = warm(templates[id].create());
  const data = await generatedData(document, items);
  return Session.open({ document: { ...document, training: { ...document.training, batchSize } }, data });
}

describe.each(Object.keys(templates) as (keyof typeof templates)[])('template %s', (id) => {
  it('has nothing to report', () => {
    const document = templates[id].create();
    expect(analyse(document).diagnostics.map(printDiagnostic)).toEqual([]);
    expect(Object.values(document.nodes).every((node) => nodeOf(node.kind))).toBe(true);
  });

  it('takes enough steps on a small set, and stops where the held-out loss has had its best', () => {
    const { minSteps, patience, stages } = templates[id].create().training;
    // A stage says how many steps it takes, on whatever set.
    const lengths = Object.values(stages).map(({ steps }) => steps);
    expect(lengths.length > 0 ? lengths.reduce((sum, steps) => sum + steps, 0) : minSteps).toBeGreaterThanOrEqual(2000);
    expect(lengths.every((steps) => steps > 0)).toBe(true);
    expect(patience).toBeGreaterThan(0);
  });

  it('weighs nothing by its mean beside what is summed', () => {
    const { nodes } = templates[id].create();
    const reductions = new Set(Object.values(nodes).flatMap(({ kind, params }) => (kind === 'loss' ? [params['reduction'] ?? 'sum'] : [])));
    // The scores of patches are a mean, and so is what stands beside them.
    expect([...reductions]).toEqual([Object.values(nodes).some(({ params }) => params['judges'] === 'patches') ? 'mean' : 'sum']);
  });

  describe('on two items', () => {
    /** One session on wasm for all of these tests: the gradients after the first step, and those further on. The steps themselves are compared in a browser. */
    let open: Session;
    let first: ReadonlyMap<string, Weights>;
    const feedsOf = (): Feeds => open.data.shaped(open.data.numbersOf(new Map([...open.data.feeds].map(([node, feed]) => [node, feed.indices(0, 0, 2)])), 0, 2), 2);
    beforeAll(async () => {
      await chooseBackend('wasm');
      open = await session(id, 2, FEW);
      open.stepBlind();
      first = (await open.snapshot()).parameters;
    });
    afterAll(() => open.dispose());

    // Those of `cycle` are the convolutions of `conv-vae`, several times over.
    it.skipIf(id === 'cycle')('derives on every build of the kernels the gradient of plain JavaScript', async () => {
      const feeds = feedsOf();
      await backends.cpu.setUp();
      const expected = await derivedGradients(open, first, feeds, new TfStore());
      for (const build of everyBuild) {
        const store = await storeOn(build);
        const found = await derivedGradients(open, first, feeds, store);
        store.dispose();
        for (const [name, gradient] of expected) expect(relativeError(found.get(name)!, gradient), `${build.name}: ${name}`).toBeLessThan(1e-4);
      }
    });

    it('derives the gradient that finite differences measure', async () => {
      await chooseBackend('wasm');
      // Away from the start, where biases of 0 put whole regions on the kink of a ReLU.
      for (let step = 1; step < 12; step++) open.stepBlind();
      const among = checked[id] === undefined ? undefined : (name: string) => name.startsWith(checked[id]!);
      const directions = await checkGradients(open, feedsOf(), among);
      expect(directions.length).toBeGreaterThan(0);
      // What has faded on its way through many layers is as exact as single precision leaves it.
      const floor = 0.01 * Math.max(...directions.map(({ measured }) => Math.abs(measured)));
      const off = directions.filter(({ derived, measured }) => !(Math.abs(derived - measured) <= 1e-4 * Math.max(Math.abs(measured), id === 'deep-pretrained' ? floor : 0)));
      expect(off).toEqual([]);
    });
  });

  it('lowers its loss', async () => {
    await chooseBackend('wasm');
    const open = await session(id, 32, MANY);
    const before = await open.evaluate();
    // Of two generators that have nothing but judges at first, what the judges learn.
    const reconstruction = Object.keys(before).find((name) => /Reconstruction|Cross-entropy|Judge of outlines.*critic|reconstruction error/.test(name))!;
    const goal = 0.85 * before[reconstruction]!;
    let now = before[reconstruction]!;
    while (open.step < 45 && now >= goal) {
      for (let step = 0; step < 9; step++) open.stepBlind();
      now = (await open.evaluate())[reconstruction]!;
    }
    expect(now).toBeLessThan(goal);
    open.dispose();
  });
});
