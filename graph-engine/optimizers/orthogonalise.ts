/** The matrix with orthonormal columns next to another one, by products alone. */
import { defineFunction } from '../functions/define-function';
import type { Tensor } from '../program/builder';

const ROUNDS = 5;

const newtonSchulz = defineFunction(
  { name: 'newtonSchulz', help: 'One round of the quintic iteration X ← aX + X(bA + cA²) with A = XᵀX, which moves singular values towards 1', source: 'Jordan 2024' },
  ['x'],
  (b, x: Tensor) => {
    const gram = b.name('gram', b.matMul(x, x, true));
    return b.add(b.mul(x, 3.4445), b.matMul(x, b.add(b.mul(gram, -4.775), b.mul(b.matMul(gram, gram), 2.0315))));
  },
);

/** Of [rows, columns] with no fewer rows than columns. The coefficients are chosen for speed: singular values end between about 0.7 and 1.2. */
export const orthogonalise = defineFunction(
  { name: 'orthogonalise', help: `The matrix with orthonormal columns next to \`x\`, roughly, by ${ROUNDS} rounds of Newton and Schulz`, source: 'Jordan 2024' },
  ['x'],
  (b, x: Tensor) => {
    let rounds = b.div(x, b.add(b.sqrt(b.sum(b.square(x))), 1e-7));
    for (let round = 0; round < ROUNDS; round++) rounds = newtonSchulz(b, rounds);
    return rounds;
  },
);
