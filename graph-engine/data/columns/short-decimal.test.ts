import { expect, it } from 'vitest';
import { Random } from '../../random/counter';
import { shortDecimal } from './short-decimal';

const SEED = Number(process.env['HOURGLASS_SEED'] ?? 20_261_127);

it(`reads to the bit what Number reads, seed ${SEED}`, () => {
  const random = new Random(SEED);
  for (let round = 0; round < 200_000; round++) {
    const digits = Array.from({ length: 1 + random.integer(15) }, () => random.integer(10)).join('');
    const at = random.integer(digits.length + 1);
    const text = `${['', '-', '+'][random.integer(3)]}${random.chance(0.7) ? `${digits.slice(0, at)}.${digits.slice(at)}` : digits}`;
    if (!Object.is(shortDecimal(text), Number(text))) throw new Error(`${text}: ${shortDecimal(text)}`);
  }
});
it('leaves every other text to others', () => {
  for (const text of ['', '.', '-', '-.', '1e5', '1,5', ' 1', '1 ', '1.2.3', '0x10', '--1', '1234567890123456', 'NaN', 'Infinity', '१']) expect(shortDecimal(text), text).toBeNaN();
});
