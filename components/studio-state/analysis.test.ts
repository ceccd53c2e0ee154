import { expect, test } from 'vitest';
import { templates } from '@/templates/registry';
import { analysed } from './analysis';

test('messages are there at once, and their cures when they have been fetched', async () => {
  const whole = templates.vae.create();
  expect(analysed(whole, undefined, () => expect.unreachable('nothing is wrong')).diagnostics).toEqual([]);
  const [wire] = Object.keys(whole.wires);
  const document = { ...whole, wires: Object.fromEntries(Object.entries(whole.wires).filter(([id]) => id !== wire)) };
  const labels = (analysis: ReturnType<typeof analysed>): string[] => analysis.diagnostics.flatMap(({ fixes = [] }) => fixes.map(({ label }) => label));
  const [first, told] = await new Promise<[ReturnType<typeof analysed>, () => void]>((resolve) => {
    const before = analysed(document, undefined, () => resolve([before, () => expect.unreachable('fetched once')]));
  });
  expect(first.sound).toBe(false);
  const cured = analysed(document, first, told);
  expect(cured.diagnostics.map(({ code }) => code)).toEqual(first.diagnostics.map(({ code }) => code));
  expect(labels(first)).toEqual([]);
  expect(labels(cured)).toContain('Connect Digits to Encoder');
});
