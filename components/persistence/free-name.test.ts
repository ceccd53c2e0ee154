import { expect, it } from 'vitest';
import { freeName } from './free-name';

const of = (name: string, ...taken: readonly string[]): string => freeName(name, new Set(taken));

it('counts names up, once, and keeps them within the limit', () => {
  expect(of('VAE')).toBe('VAE');
  expect(of('VAE', 'VAE', 'VAE 2')).toBe('VAE 3');
  expect(of('VAE 2', 'VAE', 'VAE 2')).toBe('VAE 3');
  expect(of('VAE 2', 'VAE 2', 'VAE 3')).toBe('VAE 4');
  expect(of('VAE 12', 'VAE', 'VAE 12')).toBe('VAE 13');
  const long = 'x'.repeat(200);
  expect(of(long, long)).toHaveLength(200);
});
it('leaves a number that is part of the name', () => {
  expect(of('Faces 64', 'Faces 64')).toBe('Faces 64 2');
  expect(of('beta = 4', 'beta = 4')).toBe('beta = 4 2');
});
