/** `1 step`, `2,400 steps`: how many there are of something, in words. */
export const counted = (count: number, one: string): string => `${count.toLocaleString('en')} ${one}${count === 1 ? '' : 's'}`;
