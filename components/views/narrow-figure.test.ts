import { describe, expect, it } from 'vitest';
import { narrowFigure } from './narrow-figure';

describe('a figure in a narrow place', () => {
  it('has three digits where they fit, and fewer where they do not', () => {
    expect([31.23, 9.1, 0.0123, 2.85e-6, 123_456].map((value) => narrowFigure(value, 8))).toEqual(['31.2', '9.10', '0.0123', '2.85e-6', '1.23e5']);
    expect([31.23, 9.1, 0.0123, 2.85e-6, 123_456].map((value) => narrowFigure(value, 4))).toEqual(['31.2', '9.10', '0.01', '3e-6', '1e5']);
  });
  it('is never longer than the room that one digit fits in', () => {
    for (let exponent = -9; exponent < 9; exponent++) {
      for (const value of [1.2345, 9.999, 5].map((digits) => digits * 10 ** exponent)) expect(narrowFigure(value, 5).length, String(value)).toBeLessThanOrEqual(5);
    }
  });
  it('tells of none', () => expect(narrowFigure(Number.NaN, 3)).toBe('—'));
});
