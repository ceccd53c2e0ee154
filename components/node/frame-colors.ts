/** Colours of frames by the name in the document; light and dark come from the tokens. */
export const frameColors: Readonly<Record<string, string>> = {
  slate: 'var(--category-wiring)',
  blue: 'var(--port-data)',
  teal: 'var(--port-logits)',
  violet: 'var(--port-distribution)',
  rose: 'var(--port-score)',
  amber: 'var(--port-code)',
};

/** The file may also name any colour as #rrggbb. */
export const frameColor = (color: string): string =>
  Object.hasOwn(frameColors, color) ? frameColors[color]! : /^#[0-9a-f]{6}$/i.test(color) ? color : frameColors.slate!;
