import { expect, test } from 'vitest';
import { templates } from '@/templates/registry';
import { neighbour, slidesOf } from './slides';

test('the graph comes first, then the views that apply', () => {
  const ids = slidesOf(templates.vae.create()).map(({ id }) => id);
  expect(ids[0]).toBe('graph');
  expect(ids).toContain('reconstructions');
  expect(ids).not.toContain('anomalies');
  expect(slidesOf(templates['anomaly-fraud'].create()).map(({ id }) => id)).toContain('anomalies');
});

test('there is none before the first and none after the last; one that is gone gives way to the first', () => {
  const slides = slidesOf(templates.vae.create());
  expect(neighbour(slides, 'graph', -1).id).toBe('graph');
  expect(neighbour(slides, 'graph', 1)).toBe(slides[1]);
  expect(neighbour(slides, slides.at(-1)!.id, 1)).toBe(slides.at(-1));
  expect(neighbour(slides, 'gone', 1).id).toBe('graph');
});
