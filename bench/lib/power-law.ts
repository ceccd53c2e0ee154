/** Fits cost ≈ c · size^exponent by least squares on the logarithms of both. */
export function powerLaw(points: readonly (readonly [size: number, cost: number])[]): { readonly exponent: number; readonly r2: number } {
  const logs = points.map(([size, cost]) => [Math.log(size), Math.log(cost)] as const);
  const mean = (values: readonly number[]): number => values.reduce((sum, x) => sum + x, 0) / values.length;
  const [mx, my] = [mean(logs.map(([x]) => x)), mean(logs.map(([, y]) => y))];
  const sum = (of: (x: number, y: number) => number): number => logs.reduce((total, [x, y]) => total + of(x - mx, y - my), 0);
  const exponent = sum((x, y) => x * y) / sum((x) => x * x);
  return { exponent, r2: 1 - sum((x, y) => (y - exponent * x) ** 2) / sum((_, y) => y * y) };
}
