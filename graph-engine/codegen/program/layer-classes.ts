/** Classes of layers by name; two of one name and other texts get a number. */
export class LayerClasses {
  readonly texts = new Map<string, string>();
  add = (className: string, source: string): string => {
    for (let number = 1; ; number++) {
      const name = number === 1 ? className : `${className}${number}`;
      const text = number === 1 ? source : source.replaceAll(new RegExp(`\\b${className}\\b`, 'g'), name);
      const before = this.texts.get(name);
      if (before !== undefined && before !== text) continue;
      this.texts.set(name, text);
      return name;
    }
  };
}
