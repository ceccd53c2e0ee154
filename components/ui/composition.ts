/**
 * Keys of an input method: while it composes (Japanese, Chinese, Korean, many accents), Enter, Escape and arrows choose among
 * its suggestions. Here they are kept from every field, dialog and shortcut at once, so that none has to ask.
 */

/** Safari ends a composition before it tells the key that ended it, which then carries the code 229 alone. */
export const isComposing = ({ isComposing, keyCode }: Pick<KeyboardEvent, 'isComposing' | 'keyCode'>): boolean => isComposing || keyCode === 229;

/** From now on. To be called before anything else listens on the window, whose listeners are called in the order in which they came. */
export function leaveKeysToComposition(target: Pick<Window, 'addEventListener' | 'removeEventListener'>): () => void {
  // The input method acts on the key all the same: that is not prevented.
  const leave = (event: KeyboardEvent): void => {
    if (isComposing(event)) event.stopImmediatePropagation();
  };
  target.addEventListener('keydown', leave, { capture: true });
  target.addEventListener('keyup', leave, { capture: true });
  return () => {
    target.removeEventListener('keydown', leave, { capture: true });
    target.removeEventListener('keyup', leave, { capture: true });
  };
}
