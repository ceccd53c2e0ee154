/** What is done by pointer and key together, for the sheet of shortcuts. */
export interface Gesture {
  readonly title: string;
  /** As a shortcut of tinykeys, up to what the pointer does. */
  readonly keys: string;
  readonly pointer: string;
}

export const gestures: readonly Gesture[] = [
  { title: 'Delete a wire', keys: 'Alt', pointer: 'click it' },
  { title: 'Cut wires', keys: '$mod+Shift', pointer: 'drag across them' },
  { title: 'Put a dot on a wire, or take it away', keys: '', pointer: 'double-click' },
  { title: 'Change a number', keys: '', pointer: 'drag its label' },
  { title: 'Change it ten times as fast', keys: 'Shift', pointer: 'drag its label' },
  { title: 'Change it a tenth as fast', keys: 'Alt', pointer: 'drag its label' },
];
