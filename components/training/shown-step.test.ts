import { beforeEach, expect, test, vi } from 'vitest';
import { shownStep } from './shown-step';

const kept = new Map<string, string>();
beforeEach(() => {
  kept.clear();
  vi.stubGlobal('localStorage', { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value), removeItem: (key: string) => void kept.delete(key) });
});
const one = { document: 'doc', run: 'run-1' };

test('nothing is lost where the weights of the last shown step are kept', () => {
  shownStep.note(one, 120);
  shownStep.kept(one, 120);
  expect(shownStep.lost('doc', { step: 120, run: 'run-1' })).toBeNull();
  expect(kept.size).toBe(0);
});
test('steps that were shown after the checkpoint are lost, which is told once', () => {
  shownStep.note(one, 134);
  shownStep.kept(one, 120);
  expect(shownStep.lost('doc', { step: 120, run: 'run-1' })).toEqual({ steps: 14, sameRun: true });
  expect(shownStep.lost('doc', { step: 120, run: 'run-1' })).toBeNull();
});
test('a run of which nothing is kept is lost whole, also where an earlier run is restored', () => {
  shownStep.note(one, 5);
  expect(shownStep.lost('other', null)).toBeNull();
  expect(shownStep.lost('doc', { step: 3000, run: 'run-0' })).toEqual({ steps: 5, sameRun: false });
  shownStep.note(one, 5);
  expect(shownStep.lost('doc', null)).toEqual({ steps: 5, sameRun: false });
});
test('a full store costs the note, and nothing else', () => {
  vi.stubGlobal('localStorage', { setItem: () => { throw new DOMException('', 'QuotaExceededError'); } });
  expect(() => shownStep.note(one, 5)).not.toThrow();
});
