/** How a port looks by what travels through it: a colour and a form, so that neither alone carries the meaning. */
import type { PortTag } from '@/graph-engine/document/port-type';

export interface PortStyle {
  /** A CSS variable, light and dark. */
  readonly color: string;
  /** The outline in a box of 16 × 16. */
  readonly path: string;
  /** The same in one character, for text. */
  readonly glyph: string;
  readonly help: string;
}

export const portStyles = {
  data: { color: 'var(--port-data)', path: 'M3 3H13V13H3Z', glyph: '■', help: 'samples of the data, or values like them' },
  features: { color: 'var(--port-features)', path: 'M8 2.5A5.5 5.5 0 1 1 8 13.5A5.5 5.5 0 1 1 8 2.5Z', glyph: '●', help: 'activations inside the network' },
  code: { color: 'var(--port-code)', path: 'M8 1.5L14.5 8L8 14.5L1.5 8Z', glyph: '◆', help: 'the code between Encoder and Decoder' },
  distribution: { color: 'var(--port-distribution)', path: 'M5.5 3.5H10.5A4.5 4.5 0 0 1 10.5 12.5H5.5A4.5 4.5 0 0 1 5.5 3.5Z', glyph: '⬭', help: 'mean and log-variance of a Gaussian' },
  indices: { color: 'var(--port-indices)', path: 'M8 2L14.5 13.5H1.5Z', glyph: '▲', help: 'whole numbers that choose codebook entries' },
  logits: { color: 'var(--port-logits)', path: 'M4.8 2.5H11.2L14.5 8L11.2 13.5H4.8L1.5 8Z', glyph: '⬡', help: 'unbounded outputs before a sigmoid or softmax' },
  score: {
    color: 'var(--port-score)',
    path: 'M8 1.2L9.9 5.6L14.7 6L11.1 9.2L12.2 13.9L8 11.4L3.8 13.9L4.9 9.2L1.3 6L6.1 5.6Z',
    glyph: '★',
    help: 'how real the Discriminator takes a sample to be',
  },
} as const satisfies Record<PortTag, PortStyle>;
