/** Opens the browser's dialog for files, and tells of what fails with them. */
import { reportFault } from './messages';

export interface ChooseOptions {
  /** As the attribute of that name; any file without it. */
  readonly accept?: string;
  readonly multiple?: boolean;
}

/** `then` is called with the files, and not where none was chosen. */
export function chooseFiles({ accept = '', multiple = false }: ChooseOptions, then: (files: readonly [File, ...File[]]) => Promise<void>): void {
  const input = document.createElement('input');
  input.type = 'file';
  input.accept = accept;
  input.multiple = multiple;
  input.addEventListener('change', () => {
    const [first, ...others] = input.files ?? [];
    if (first) then([first, ...others]).catch(reportFault);
  });
  input.click();
}
