/** Splits a tinykeys shortcut into the names that stand on the keys. */

const isApple = (): boolean => typeof navigator !== 'undefined' && /Mac|iPhone|iPad/.test(navigator.platform);

const names: Readonly<Record<string, readonly [plain: string, apple: string]>> = {
  $mod: ['Ctrl', '⌘'],
  Control: ['Ctrl', '⌃'],
  Shift: ['Shift', '⇧'],
  Alt: ['Alt', '⌥'],
  Escape: ['Esc', '⎋'],
  Delete: ['Del', '⌦'],
  Backspace: ['⌫', '⌫'],
  Enter: ['Enter', '↵'],
  Space: ['Space', 'Space'],
  Tab: ['Tab', '⇥'],
  ArrowUp: ['↑', '↑'],
  ArrowDown: ['↓', '↓'],
  ArrowLeft: ['←', '←'],
  ArrowRight: ['→', '→'],
  '-': ['−', '−'],
  Slash: ['/', '/'],
  Period: ['.', '.'],
  Comma: [',', ','],
};

/** `$mod+Shift+KeyZ` gives Ctrl, Shift, Z, or ⌘, ⇧, Z on a Mac. */
export function shortcutKeys(shortcut: string, apple = isApple()): readonly string[] {
  const parts = shortcut.split(/\+(?!$)/);
  const shown = parts.map((part) => names[part]?.[apple ? 1 : 0] ?? part.replace(/^(Key|Digit)(?=.$)/, '').replace(/^[a-z]$/, (letter) => letter.toUpperCase()));
  return shown.at(-1) === '?' ? shown.filter((key) => key !== 'Shift' && key !== '⇧') : shown;
}
