/** A stack in one line: `Dense 512 → 256 · relu`. What has no weights is left out, and what all have in common is said once. */

export interface FoldedLayer {
  readonly title: string;
  /** What the kind says of it: `512 · relu`. */
  readonly summary: string;
  readonly hasWeights: boolean;
}

/** How a layer is told apart from others of its kind, and by what function it ends. */
const partsOf = ({ summary }: FoldedLayer): { readonly size: string; readonly end: string } => {
  const [first = '', ...rest] = summary.split(' · ');
  return { size: first.split(' ')[0]!, end: rest.at(-1) ?? '' };
};

/** `room`: characters that fit; the function at the end is told where it leaves the sizes whole. */
export function foldLayers(layers: readonly FoldedLayer[], room: number): string {
  const weighty = layers.filter(({ hasWeights }) => hasWeights);
  const told = weighty.length > 0 ? weighty : layers;
  let title = '';
  const line = told
    .map((layer) => {
      const { size } = partsOf(layer);
      const isNew = layer.title !== title;
      title = layer.title;
      return isNew ? `${layer.title} ${size}`.trimEnd() : size;
    })
    .join(' → ');
  const ends = new Set(told.map((layer) => partsOf(layer).end).filter((end) => end !== '' && end !== 'linear'));
  const [end] = ends;
  const whole = ends.size === 1 ? `${line} · ${end}` : line;
  return whole.length <= room ? whole : line;
}
