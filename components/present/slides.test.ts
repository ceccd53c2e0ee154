import { expect, test } from 'vitest';
import { analyse } from '@/graph-engine/analysis/analyse';
import { templates } from '@/templates/registry';
import { neighbour, slidesOf } from './slides';

const [vae, fraud] = [templates.vae.create(), templates['anomaly-fraud'].create()];

test('the graph comes first, then the views that apply', () => {
  const ids = slidesOf(vae, analyse(vae)).map(({ id }) => id);
  expect(ids[0]).toBe('graph');
  expect(ids).toContain('reconstructions');
  expect(ids).not.toContain('anomalies');
  expect(slidesOf(fraud, analyse(fraud)).map(({ id }) => id)).toContain('anomalies');
});

test('there is none before the first and none after the last; one that is gone gives way to the first', () => {
  const slides = slidesOf(vae, analyse(vae));
  expect(neighbour(slides, 'graph', -1).id).toBe('graph');
  expect(neighbour(slides, 'graph', 1)).toBe(slides[1]);
  expect(neighbour(slides, slides.at(-1)!.id, 1)).toBe(slides.at(-1));
  expect(neighbour(slides, 'gone', 1).id).toBe('graph');
});
