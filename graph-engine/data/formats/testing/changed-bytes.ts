/** A file with up to six of its bytes changed, so many times: `outcome` says what must hold of each. */
import * as fc from 'fast-check';

export function checkChangedBytes(bytes: Uint8Array, outcome: (changed: Uint8Array) => Promise<void>, numRuns: number): Promise<void> {
  const change = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 6 });
  return fc.assert(
    fc.asyncProperty(change, async (changes) => {
      const changed = bytes.slice();
      for (const [at, value] of changes) changed[at] = value;
      await outcome(changed);
    }),
    { seed: 20, numRuns },
  );
}
