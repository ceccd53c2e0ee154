/** Whether what has the focus needs arrows for itself: a field, a slider, a list, a menu, a dialog. */
const OWN_KEYS = 'input, select, textarea, [contenteditable="true"], .monaco-editor, [role="slider"], [role="radio"], [role="listbox"], [role="separator"], [role="menu"], [role="dialog"]';

export const hasOwnKeys = (target: EventTarget | null): boolean => target instanceof Element && target.closest(OWN_KEYS) !== null;
