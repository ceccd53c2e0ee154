/** Names a run: the weights and the curves of one training from fresh weights on, of one document. */
export interface RunKey {
  readonly document: string;
  readonly run: string;
}
/** The name of a run that was kept before runs had names. */
export const firstRun = 'first';

export const sameRun = (a: RunKey | null, b: RunKey | null): boolean => a?.document === b?.document && a?.run === b?.run;
