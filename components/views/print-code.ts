/** A code, or a place of it, as people read it: `0.25, −1.30` */
export const printCode = (code: readonly number[]): string => code.map((value) => value.toFixed(2).replace('-', '−')).join(', ');
