/** How large the card of a node is on the canvas, in CSS pixels, before it is drawn; the styles of the card keep to these widths. */
import type { NodeDefinition } from '../nodes/definition';

/** Cards that show a picture or judge are wide. */
export const cardWidths = { wide: 240, narrow: 208 } as const;

export const headerHeight = 56;
/** Heights of a port, of what lies around ports, and of a folded stack. */
const [PORT, PORTS, LAYERS] = [24, 10, 36];
/** With its margins. */
const previewHeights: Readonly<Record<NodeDefinition['traits']['preview'], number>> = {
  samples: 202,
  corrupted: 178,
  'code-map': 230,
  'code-use': 152,
  reconstructions: 236,
  scores: 152,
  losses: 126,
  none: 0,
};

export interface CardContent {
  readonly traits: NodeDefinition['traits'];
  readonly inputs: number;
  readonly outputs: number;
  readonly collapsed: boolean;
}
export const isWide = ({ preview, objective }: NodeDefinition['traits']): boolean => preview !== 'none' || objective;

export function cardSize({ traits, inputs, outputs, collapsed }: CardContent): { readonly width: number; readonly height: number } {
  const body = Math.max(inputs, outputs) * PORT + PORTS + (traits.stack ? LAYERS : 0) + previewHeights[traits.preview];
  return { width: isWide(traits) ? cardWidths.wide : cardWidths.narrow, height: headerHeight + (collapsed ? 0 : body) };
}
