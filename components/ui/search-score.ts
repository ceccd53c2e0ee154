/** How well an entry of a list fits what is searched for: its own name counts before the words that describe it. */
import { defaultFilter } from 'cmdk';

export const searchScore = (value: string, search: string, keywords?: string[]): number =>
  defaultFilter(value, search) || 0.2 * defaultFilter(keywords?.join(' ') ?? '', search);
