/** `random.ts` of a project: what it draws in JavaScript, and the seeds that tfjs draws from. */
export const randomSource = `/** Numbers that a seed gives, the same on every machine. */

/**
 * A seed of 53 bits for one purpose: seeds that are neighbours, and purposes of one seed, have nothing
 * in common (cyrb53: two multiplicative hashes and the finaliser of MurmurHash3).
 */
export function streamSeed(seed: number, purpose: string): number {
  let [a, b] = [0xdeadbeef, 0x41c6ce57];
  for (const character of \`\${seed} \${purpose}\`) {
    const code = character.codePointAt(0)!;
    a = Math.imul(a ^ code, 0x9e3779b1);
    b = Math.imul(b ^ code, 0x5f356495);
  }
  a = Math.imul(a ^ (a >>> 16), 0x85ebca6b) ^ Math.imul(b ^ (b >>> 13), 0xc2b2ae35);
  b = Math.imul(b ^ (b >>> 16), 0x85ebca6b) ^ Math.imul(a ^ (a >>> 13), 0xc2b2ae35);
  return (b & 0x1fffff) * 2 ** 32 + (a >>> 0);
}

/** Numbers from 0 to 1 (sfc32 of PractRand: a counter and 96 bits that it stirs). */
function numbers(seed: number): () => number {
  let [a, b, c, count] = [seed >>> 0, Math.floor(seed / 2 ** 32), 0x9e3779b9, 1];
  const next = (): number => {
    const word = (a + b + count++) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (((c << 21) | (c >>> 11)) + word) | 0;
    return (word >>> 0) / 2 ** 32;
  };
  for (let i = 0; i < 15; i++) next();
  return next;
}

/** The items in random order (Fisher & Yates), by seed and purpose. */
export function shuffled(items: number[], seed: number, purpose: string): number[] {
  const random = numbers(streamSeed(seed, purpose));
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}`;
