/** Which weights stand after a run that stopped at a value that is not finite. */
export function keptWords(kept: number | null): string {
  if (kept === null) return 'Nothing was trained';
  return kept === 0 ? 'The weights that the run began with are kept' : `The weights of step ${kept.toLocaleString('en')} are kept`;
}
