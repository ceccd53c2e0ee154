/** What a picture among the odd faces may be, by its label; the first is a face with nothing wrong. */
export const ODD_KINDS = ['face', 'wrong parts', 'cut up', 'upside down', 'digit', 'landscape'] as const;
export type OddKind = (typeof ODD_KINDS)[number];
