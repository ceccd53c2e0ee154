/** What can be said, known before a sound is made. */
export const CONSONANTS = ['b', 'd', 'm', 's'] as const;
export const VOWELS = ['a', 'i'] as const;
export const SYLLABLES = CONSONANTS.flatMap((consonant) => VOWELS.map((vowel) => `${consonant}${vowel}`));

export const [BANDS, FRAMES] = [40, 48];
export const RATE = 8000;
