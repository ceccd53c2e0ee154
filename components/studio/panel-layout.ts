/** Shares of a room, in percent, in which panels have their sizes in pixels. */
export type Sizes = Readonly<Record<string, number>>;

/** What is kept may be damaged, or of another version. */
export function soundSizes(kept: unknown): Sizes {
  const sizes = typeof kept === 'object' && kept !== null && 'sizes' in kept ? kept.sizes : null;
  return Object.fromEntries(Object.entries(sizes ?? {}).filter((entry): entry is [string, number] => Number.isFinite(entry[1]) && entry[1] > 0));
}

/** Of a low or narrow window none takes all. */
const MOST = 70;

/** `sizes`: in pixels, or, below 1, as a share of the room. The panel that has none takes what they leave. */
export function layoutOf(panels: readonly string[], sizes: Sizes, room: number): Record<string, number> {
  const share = (panel: string): number => {
    const size = sizes[panel]!;
    return Math.min(MOST, size < 1 ? 100 * size : (100 * size) / room);
  };
  const taken = panels.filter((panel) => panel in sizes).reduce((sum, panel) => sum + share(panel), 0);
  return Object.fromEntries(panels.map((panel) => [panel, panel in sizes ? share(panel) : Math.max(0, 100 - taken)]));
}
