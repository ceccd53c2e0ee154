/** Why the browser could not keep something, in the user's words, with what to do. */

const reasons: Readonly<Record<string, string>> = {
  QuotaExceededError: 'The space for this page is full. Free space on the disk, or remove runs and documents that are not needed any more.',
  VersionError: 'A newer version of the studio has been open in this browser. Reload the page.',
  InvalidStateError: 'The browser has closed its store. The disk may be full, or the data of this page were cleared.',
  AbortError: 'The browser broke off the write. The disk may be full.',
  UnknownError: 'The browser could not write to its store. The disk may be full.',
  NotReadableError: 'The browser could not read what it keeps; the disk may be damaged.',
  DataError: 'What the browser keeps is damaged.',
  SecurityError: 'This browser does not let the page keep anything. Allow it to store data.',
};

/** Null for what is no fault of the browser's store, but one of ours. */
export const whyNotKept = (error: unknown): string | null =>
  error instanceof DOMException && error.name !== 'DataCloneError' ? (reasons[error.name] ?? (error.message || error.name)) : null;
