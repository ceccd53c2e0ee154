/** What a reader says when it refuses. */
import { expect } from 'vitest';
import { DataError } from '../../data-error';

export async function refusal(run: () => unknown): Promise<string> {
  try {
    await run();
  } catch (error) {
    expect(error).toBeInstanceOf(DataError);
    return (error as Error).message;
  }
  throw new Error('nothing was thrown');
}
