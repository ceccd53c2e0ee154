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

test('a graph of parts has a page for each, before the views', () => {
  const slides = slidesOf(vae, analyse(vae), 3);
  expect(slides.slice(0, 3).map(({ title, part }) => [title, part])).toEqual([['Graph 1/3', 0], ['Graph 2/3', 1], ['Graph 3/3', 2]]);
  expect(slides.slice(3).map(({ id }) => id)).toEqual(slidesOf(vae, analyse(vae)).slice(1).map(({ id }) => id));
  expect(new Set(slides.map(({ id }) => id)).size).toBe(slides.length);
});

test('there is none before the first and none after the last; one that is gone gives way to the first', () => {
  const slides = slidesOf(vae, analyse(vae));
  expect(neighbour(slides, 'graph', -1).id).toBe('graph');
  expect(neighbour(slides, 'graph', 1)).toBe(slides[1]);
  expect(neighbour(slides, slides.at(-1)!.id, 1)).toBe(slides.at(-1));
  expect(neighbour(slides, 'gone', 1).id).toBe('graph');
});
