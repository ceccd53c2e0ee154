import { describe, expect, it } from 'vitest';
import { expectRuns, expectValues } from './parquet-runs';

/** A number in sevens of bits. */
const varint = (value: number): number[] => (value < 128 ? [value] : [(value % 128) | 128, ...varint(Math.floor(value / 128))]);
const view = (...bytes: readonly number[]): DataView => new DataView(Uint8Array.from(bytes).buffer);

describe('runs', () => {
  it('that fit are let through: repeated, packed, mixed, with room at the end', () => {
    expectRuns(view(...varint(300 << 1), 1), 0, 1, 300);
    expectRuns(view(3, 255), 0, 1, 5);
    expectRuns(view(...varint(4 << 1), 1, 3, 255), 0, 1, 9);
    expectRuns(view(9, 9, ...varint(2 << 1), 1, 1), 2, 12, 2);
  });
  it('of a few bytes that claim a billion values are not', () => {
    expect(() => expectRuns(view(...varint(2_000_000_000), 1), 0, 1, 300)).toThrow('a run of 1000000000 values, of 300 that are left');
    expect(() => expectRuns(view(...varint(2_000_000_001)), 0, 0, 300)).toThrow(/a run of 8000000000 values/);
    expect(() => expectRuns(view(2, 0, ...varint(1000)), 0, 1, 300)).toThrow('a run of 500 values, of 299 that are left');
  });
  it('that end before all values are there are not', () => expect(() => expectRuns(view(4, 1), 0, 1, 300)).toThrow());
  it('of no values come to an end', () => expect(() => expectRuns(view(0, 0, 0, 0), 0, 1, 300)).toThrow());
});

describe('values', () => {
  it('of a dictionary', () => {
    expectValues(view(3, ...varint(10 << 1), 2), 0, 'RLE_DICTIONARY', 'DOUBLE', 10);
    expect(() => expectValues(view(3, ...varint(2_000_000_000), 2), 0, 'RLE_DICTIONARY', 'DOUBLE', 10)).toThrow(/a run of/);
    expect(() => expectValues(view(200, ...varint(20), 2), 0, 'PLAIN_DICTIONARY', 'DOUBLE', 10)).toThrow('values of 200 bits in a run');
  });
  it('of differences', () => {
    expectValues(view(...varint(128), 4, 10, 0, 0), 0, 'DELTA_BINARY_PACKED', 'INT64', 10);
    expect(() => expectValues(view(...varint(128), ...varint(2_000_000_000), 10, 0), 0, 'DELTA_BINARY_PACKED', 'INT64', 10)).toThrow(/in 2000000000 parts/);
    expect(() => expectValues(view(0, 0, 10, 0), 0, 'DELTA_LENGTH_BYTE_ARRAY', 'BYTE_ARRAY', 10)).toThrow(/in 0 parts/);
  });
  it('of texts that repeat what is before, to more than a page can hold', () => {
    // A difference of 0 each time: all prefixes have the first length.
    const stream = (first: number): number[] => [...varint(128), 1, ...varint(1000), ...varint(2 * first), 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0];
    expectValues(view(...stream(10), ...stream(1)), 0, 'DELTA_BYTE_ARRAY', 'BYTE_ARRAY', 1000);
    expect(() => expectValues(view(...stream(1_000_000), ...stream(1)), 0, 'DELTA_BYTE_ARRAY', 'BYTE_ARRAY', 1000)).toThrow(/^1000\d+ bytes of text in one page/);
  });
});
