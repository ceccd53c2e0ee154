/**
 * A small grammar of English: a determiner agrees with its noun over the adjectives between them, and a verb with its subject over what stands between those.
 * What is said of a sentence is drawn from a seed; its words follow from that.
 */
import type { Random } from '../../../random/counter';

/** One thing, and several. */
type Forms = readonly [string, string];
const determiners: readonly (readonly string[])[] = [['this', 'that', 'every', 'a'], ['these', 'those', 'all', 'some']];
const both = 'the';
/** Size and age go before colour. */
const adjectives: readonly (readonly string[])[] = [['small', 'tall', 'young', 'happy'], ['grey', 'white', 'brown']];
const nouns: readonly Forms[] = [['dog', 'dogs'], ['cat', 'cats'], ['bird', 'birds'], ['horse', 'horses'], ['child', 'children'], ['farmer', 'farmers'], ['teacher', 'teachers'], ['woman', 'women']];
const places: readonly Forms[] = [['house', 'houses'], ['river', 'rivers'], ['tree', 'trees']];
const prepositions = ['near', 'behind', 'under'] as const;
const intransitive: readonly Forms[] = [['sleeps', 'sleep'], ['waits', 'wait'], ['sings', 'sing']];
const transitive: readonly Forms[] = [['sees', 'see'], ['likes', 'like'], ['follows', 'follow'], ['helps', 'help']];
const often = ['often', 'never'] as const;
const when = ['today', 'again'] as const;
const STOP = '.';

/** All words, the frequent ones first. */
export const grammarWords: readonly string[] = [
  STOP, both, ...nouns.flat(), ...transitive.flat(), ...determiners.flat(), ...adjectives.flat(), ...prepositions, ...intransitive.flat(), ...often, ...when, ...places.flat(),
];
/** Of the longest sentence. */
export const MOST_WORDS = 4 + 3 + 1 + 1 + 4 + 1 + 1;

/** 0 for one, 1 for several. */
type Number = 0 | 1;
const numberOf = (random: Random): Number => (random.chance(0.5) ? 1 : 0);

function nounPhrase(random: Random, number: Number): string[] {
  const determiner = random.chance(0.25) ? both : random.pick(determiners[number]!);
  const before = adjectives.flatMap((kind) => (random.chance(0.35) ? [random.pick(kind)] : []));
  return [determiner, ...before, random.pick(nouns)[number]];
}
function place(random: Random): string[] {
  const number = numberOf(random);
  return [random.pick(prepositions), random.chance(0.5) ? both : random.pick(determiners[number]!), random.pick(places)[number]];
}

export function drawSentence(random: Random): readonly string[] {
  const number = numberOf(random);
  const subject = nounPhrase(random, number);
  const between = random.chance(0.35) ? place(random) : [];
  const adverb = random.chance(0.3) ? [random.pick(often)] : [];
  const predicate = random.chance(0.6) ? [random.pick(transitive)[number], ...nounPhrase(random, numberOf(random))] : [random.pick(intransitive)[number]];
  return [...subject, ...between, ...adverb, ...predicate, ...(random.chance(0.25) ? [random.pick(when)] : []), STOP];
}
