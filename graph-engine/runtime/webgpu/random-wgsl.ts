/**
 * Random numbers as graph-engine/random makes them (Philox-4x32-10, Salmon et al. 2011, section 3.3; Box & Muller 1958), with the polynomials of the
 * processor's kernel (runtime/wasm/assembly/random.ts). The high word of a product comes from four products of 16-bit halves.
 */
export const randomWgsl = /* wgsl */ `
fn mulHigh(a: u32, b: u32) -> u32 {
  let p = (a >> 16u) * (b & 0xffffu) + (((a & 0xffffu) * (b & 0xffffu)) >> 16u);
  let q = (a & 0xffffu) * (b >> 16u) + (p & 0xffffu);
  return (a >> 16u) * (b >> 16u) + (p >> 16u) + (q >> 16u);
}
fn philox(block: u32, stream: u32, purpose: u32) -> vec4<u32> {
  var c = vec4<u32>(block, controls[0].z, stream, purpose);
  var k = controls[0].xy;
  for (var round = 0; round < 10; round++) {
    c = vec4<u32>(mulHigh(0xcd9e8d57u, c.z) ^ c.y ^ k.x, 0xcd9e8d57u * c.z, mulHigh(0xd2511f53u, c.x) ^ c.w ^ k.y, 0xd2511f53u * c.x);
    k += vec2<u32>(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}
fn uniform4(block: u32, stream: u32) -> vec4<f32> {
  return vec4<f32>(philox(block, stream, 0u) >> vec4<u32>(8u)) * 5.9604644775390625e-8;
}
// √(-2 ln u) with u = (word + ½) / 2^32; near 1 from the distance to it, because u has lost its digits.
fn radius(word: u32) -> f32 {
  let u = f32(word) + 0.5;
  let exponent = (bitcast<i32>(u) - 0x3f3504f3) >> 23u;
  let mantissa = bitcast<f32>(bitcast<i32>(u) - (exponent << 23u));
  let f = select(mantissa - 1.0, (f32(~word) + 0.5) * -2.3283064365386963e-10, exponent == 32);
  var p = 7.0376836292e-2;
  p = p * f - 1.1514610310e-1;
  p = p * f + 1.1676998740e-1;
  p = p * f - 1.2420140846e-1;
  p = p * f + 1.4249322787e-1;
  p = p * f - 1.6668057665e-1;
  p = p * f + 2.0000714765e-1;
  p = p * f - 2.4999993993e-1;
  p = p * f + 3.3333331174e-1;
  let e = f32(exponent - 32);
  let log = e * 0.693359375 + (f + (e * -2.12194440e-4 + f * f * (f * p - 0.5)));
  return sqrt(-2.0 * log);
}
// Both numbers of a pair: the quadrant is in the top two bits of the second word, the angle inside it in the rest.
fn pair(first: u32, second: u32) -> vec2<f32> {
  let x = (f32(i32(second & 0x3fffffffu) - 0x20000000) + 0.5) * 1.4629180792671596e-9;
  let z = x * x;
  let sine = x + x * z * (-1.6666654611e-1 + z * (8.3321608736e-3 + z * -1.9515295891e-4));
  let cosine = 1.0 + z * (-0.5 + z * (4.166664568298827e-2 + z * (-1.388731625493765e-3 + z * 2.443315711809948e-5)));
  let quadrant = second >> 30u;
  let odd = (quadrant & 1u) == 1u;
  let r = radius(first);
  let u = r * select(cosine, sine, odd);
  let v = r * select(sine, cosine, odd);
  return vec2<f32>(select(u, -u, quadrant == 1u || quadrant == 2u), select(v, -v, quadrant >= 2u));
}
fn normal(block: u32, stream: u32) -> vec4<f32> {
  let c = philox(block, stream, 1u);
  return vec4<f32>(pair(c.x, c.y), pair(c.z, c.w));
}`;
