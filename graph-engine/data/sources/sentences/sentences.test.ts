import { expect, it } from 'vitest';
import { tokensAt } from '../../text/texts';
import { sentences } from '../sentences';
import { grammarWords, MOST_WORDS } from './grammar';

const table = sentences.generate({ seed: 2, count: 3000 });
const all = Array.from({ length: table.count }, (_, item) => tokensAt(table, item));
const singular = /^(this|that|every|a)$/;
const plural = /^(these|those|all|some)$/;
const noun = /^(dog|cat|bird|horse|child|farmer|teacher|woman|house|river|tree)$/;
const nouns = /^(dogs|cats|birds|horses|children|farmers|teachers|women|houses|rivers|trees)$/;
const verb = /^(sees|likes|follows|helps|sleeps|waits|sings)$/;
const verbs = /^(see|like|follow|help|sleep|wait|sing)$/;

it('sentences are drawn from the seed, the first alike however many are asked for', () => {
  expect(sentences.generate({ seed: 2, count: 10 }).values).toEqual(table.values.subarray(0, 10 * MOST_WORDS));
  expect(sentences.generate({ seed: 3, count: 10 }).values).not.toEqual(table.values.subarray(0, 10 * MOST_WORDS));
  expect(new Set(all.map((words) => words.join(' '))).size).toBeGreaterThan(2700);
});
it('every word stands in some of them, once in the vocabulary, and each sentence has its stop', () => {
  expect(new Set(grammarWords).size).toBe(grammarWords.length);
  expect(new Set(all.flat())).toEqual(new Set(grammarWords));
  expect(Math.max(...all.map((words) => words.length))).toBeGreaterThan(11);
  for (const words of all) expect(words.indexOf('.')).toBe(words.length - 1);
});
it('a determiner agrees with its noun, and the verb with its subject', () => {
  let far = 0;
  for (const words of all) {
    let open: RegExp | null = null;
    words.forEach((word, place) => {
      if (singular.test(word) || plural.test(word)) open = singular.test(word) ? noun : nouns;
      else if (noun.test(word) || nouns.test(word)) {
        if (open) expect(word).toMatch(open);
        open = null;
      } else if (word === 'the') open = null;
      if (!verb.test(word) && !verbs.test(word)) return;
      const subject = words.find((one) => noun.test(one) || nouns.test(one))!;
      expect(verb.test(word)).toBe(noun.test(subject));
      if (nouns.test(words[place - 1]!) !== nouns.test(subject) && (noun.test(words[place - 1]!) || nouns.test(words[place - 1]!))) far++;
    });
  }
  // What stands just before the verb often is of the other number: only the subject tells.
  expect(far).toBeGreaterThan(200);
});
