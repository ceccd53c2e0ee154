/** Names that are not taken yet. */

/** How a language writes a name that comes again: `x2`, `x_2`. */
export type Numbered = (stem: string, number: number) => string;
export const plainlyNumbered: Numbered = (stem, number) => `${stem}${number}`;

/** The stem, or the first of its numbered names, from 2 on, that is free. */
export function freeName(stem: string, isTaken: (name: string) => boolean, numbered: Numbered = plainlyNumbered): string {
  let name = stem;
  for (let number = 2; isTaken(name); number++) name = numbered(stem, number);
  return name;
}

/** Texts by names, such as classes: the same text under one name, another text under a name with a number. */
export class NamedTexts {
  readonly texts = new Map<string, string>();

  /** `text`: of that stem, wherever it names itself. Gives the name that it has. */
  add = (stem: string, text: string): string => {
    const called = (name: string): string => (name === stem ? text : text.replaceAll(new RegExp(`\\b${stem}\\b`, 'g'), name));
    const name = freeName(stem, (one) => this.texts.has(one) && this.texts.get(one) !== called(one));
    this.texts.set(name, called(name));
    return name;
  };
}
