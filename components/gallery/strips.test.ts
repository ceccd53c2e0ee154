/** The cards show what the templates of today come to. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import saved from '@/bench/results/strips.json' with { type: 'json' };
import { runFingerprint } from '@/graph-engine/training/fingerprint';
import { templates } from '@/templates/registry';
import { stripOf } from './strips';

describe.each(Object.values(templates))('$id', ({ id, create }) => {
  it('has a strip of the drawing and the training that it has now', () => {
    const row = saved.rows.find(({ template }) => template === id);
    expect(row?.run, `run: npm run bench -- strips ${id} --save`).toBe(runFingerprint(create()));
    const strip = stripOf(id, saved.rows)!;
    if ('rows' in strip) for (const { png } of strip.rows) expect(Buffer.from(png, 'base64').subarray(1, 4).toString('latin1')).toBe('PNG');
    else expect(Math.max(...strip.bars.usual, ...strip.bars.unusual)).toBe(1000);
  });
  it('keeps its strip when it is only laid out and named anew', () => {
    const document = create();
    const [first] = Object.values(document.nodes);
    const moved = { ...document, name: 'Else', nodes: { ...document.nodes, [first!.id]: { ...first!, name: 'Else', position: { x: 1, y: 2 }, collapsed: true } } };
    expect(runFingerprint(moved)).toBe(runFingerprint(document));
    expect(runFingerprint({ ...document, training: { ...document.training, seed: document.training.seed + 1 } })).not.toBe(runFingerprint(document));
  });
});
it('is small', () => expect(readFileSync('bench/results/strips.json').length).toBeLessThan(150_000));
