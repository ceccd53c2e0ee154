/** How far two samples of points are from being draws of one distribution. */

/**
 * Energy distance (Székely & Rizzo 2013): 2 E‖X − Y‖ − E‖X − X′‖ − E‖Y − Y′‖, at least 0, and 0 for equal distributions alone. Two finite samples of one distribution
 * are a little apart. `a`, `b`: [n, size] and [m, size], row-major.
 */
export function energyDistance(a: Float32Array, b: Float32Array, size: number): number {
  return 2 * meanDistance(a, b, size) - meanDistance(a, a, size) - meanDistance(b, b, size);
}

function meanDistance(a: Float32Array, b: Float32Array, size: number): number {
  let total = 0;
  for (let i = 0; i < a.length; i += size) {
    for (let j = 0; j < b.length; j += size) {
      let square = 0;
      for (let d = 0; d < size; d++) square += (a[i + d]! - b[j + d]!) ** 2;
      total += Math.sqrt(square);
    }
  }
  return total / ((a.length / size) * (b.length / size));
}
