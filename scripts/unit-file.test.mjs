import { expect, it, vi } from 'vitest';

it('what is waited for may take longer than a second', async () => {
  let there = false;
  setTimeout(() => (there = true), 1200);
  await vi.waitFor(() => expect(there).toBe(true));
});
