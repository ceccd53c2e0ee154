import { expect, it } from 'vitest';
import { worstOf } from './graph-outline';

it('marks a node by the worst that was found of it, whichever was found first', () => {
  const of = (...severities: readonly ('error' | 'warning' | 'info')[]) => worstOf(severities.map((severity) => ({ severity })));
  expect([of('warning', 'error'), of('error', 'warning'), of('info', 'warning'), of('info'), of()]).toEqual(['error', 'error', 'warning', null, null]);
});
