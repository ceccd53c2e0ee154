import { expect, test, vi } from 'vitest';
import { fetchAhead } from './fetch-ahead';

const asked = vi.hoisted((): string[] => []);
vi.mock('./notices', () => (asked.push('messages'), {}));
vi.mock('@/graph-engine/document/open', () => (asked.push('files'), {}));

test('what is needed later is fetched once the start is over, and not by a page that is gone', async () => {
  vi.useFakeTimers();
  fetchAhead()();
  await vi.advanceTimersByTimeAsync(20_000);
  fetchAhead();
  await vi.advanceTimersByTimeAsync(7_900);
  expect(asked).toEqual([]);
  await vi.advanceTimersByTimeAsync(200);
  vi.useRealTimers();
  await vi.waitFor(() => expect(asked.toSorted()).toEqual(['files', 'messages']));
});
