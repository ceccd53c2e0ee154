/** How well an entry of a list fits what is searched for: its own name first, by letters; the words that describe it only as they are written. */
import { defaultFilter } from 'cmdk';

export const searchScore = (value: string, search: string, keywords?: string[]): number =>
  defaultFilter(value, search) || (keywords?.join(' ').toLowerCase().includes(search.trim().toLowerCase()) ? 0.01 : 0);
