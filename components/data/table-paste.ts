/** Rows of a spreadsheet that are pasted while a dialog is open. */
import { useEffect, useRef } from 'react';
import { isTable } from './is-table';
import { pastedFile } from './pasted-file';
import type { GivenFile } from './read-protocol';

export function useTablePaste(take: (file: GivenFile) => void): void {
  const latest = useRef(take);
  useEffect(() => {
    latest.current = take;
  });
  useEffect(() => {
    const paste = (event: ClipboardEvent): void => {
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (!isTable(text)) return;
      event.preventDefault();
      latest.current(pastedFile(text));
    };
    window.addEventListener('paste', paste);
    return () => window.removeEventListener('paste', paste);
  }, []);
}
