/** `random-wgsl.ts` in the language of WebGL 2: a function gives one number, because a texel holds numbers of several blocks. */
export const randomGlsl = /* glsl */ `
uint mulHigh(uint a, uint b) {
  uint p = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
  uint q = (a & 0xffffu) * (b >> 16u) + (p & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (p >> 16u) + (q >> 16u);
}
uvec4 philox(uint block, uint stream, uint purpose) {
  uvec4 c = uvec4(block, uint(keys.z), stream, purpose);
  uvec2 k = uvec2(keys.xy);
  for (int round_ = 0; round_ < 10; round_++) {
    c = uvec4(mulHigh(0xcd9e8d57u, c.z) ^ c.y ^ k.x, 0xcd9e8d57u * c.z, mulHigh(0xd2511f53u, c.x) ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += uvec2(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
float uniform1(uint i, uint stream) {
  return float(philox(i / 4u, stream, 0u)[i % 4u] >> 8u) * 5.9604644775390625e-8;
}
float radius(uint word) {
  float u = float(word) + 0.5;
  int exponent = (floatBitsToInt(u) - 0x3f3504f3) >> 23;
  float mantissa = intBitsToFloat(floatBitsToInt(u) - (exponent << 23));
  float f = exponent == 32 ? (float(~word) + 0.5) * -2.3283064365386963e-10 : mantissa - 1.0;
  float p = 7.0376836292e-2;
  p = p * f - 1.1514610310e-1;
  p = p * f + 1.1676998740e-1;
  p = p * f - 1.2420140846e-1;
  p = p * f + 1.4249322787e-1;
  p = p * f - 1.6668057665e-1;
  p = p * f + 2.0000714765e-1;
  p = p * f - 2.4999993993e-1;
  p = p * f + 3.3333331174e-1;
  float e = float(exponent - 32);
  float l = e * 0.693359375 + (f + (e * -2.12194440e-4 + f * f * (f * p - 0.5)));
  return sqrt(-2.0 * l);
}
float normal(uint i, uint stream) {
  uvec4 c = philox(i / 4u, stream, 1u);
  bool late = i % 4u >= 2u;
  uint second = late ? c.w : c.y;
  float x = (float(int(second & 0x3fffffffu) - 0x20000000) + 0.5) * 1.4629180792671596e-9;
  float z = x * x;
  float sine = x + x * z * (-1.6666654611e-1 + z * (8.3321608736e-3 + z * -1.9515295891e-4));
  float cosine = 1.0 + z * (-0.5 + z * (4.166664568298827e-2 + z * (-1.388731625493765e-3 + z * 2.443315711809948e-5)));
  uint quadrant = second >> 30u;
  bool odd = (quadrant & 1u) == 1u;
  bool turned = i % 2u == 1u;
  float value = radius(late ? c.z : c.x) * (odd != turned ? sine : cosine);
  bool negative = turned ? quadrant >= 2u : quadrant == 1u || quadrant == 2u;
  return negative ? -value : value;
}`;
