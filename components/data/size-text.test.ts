import { expect, test } from 'vitest';
import { sizeText } from './size-text';

test.each([[0, '0 bytes'], [999, '999 bytes'], [27_801, '27.8 kB'], [1_500_000, '1.5 MB'], [250_000_000, '250 MB']])('%i bytes are %s', (bytes, text) => expect(sizeText(bytes)).toBe(text));
