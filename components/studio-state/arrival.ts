/** A document, or an earlier state of one, that is on its way: chosen, and not yet what is drawn. What is pressed meanwhile is meant for it. */
let last: Promise<unknown> = Promise.resolve();

/** Until it is open, or cannot be opened. */
export function arriving<T>(opening: Promise<T>): Promise<T> {
  last = Promise.allSettled([last, opening]);
  return opening;
}
/** Resolves when no document is on its way any more. */
export async function arrived(): Promise<void> {
  for (let seen; seen !== last; ) {
    seen = last;
    await seen;
  }
}
