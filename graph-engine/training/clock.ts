/** What the engine needs of its host besides the language: time, and a way to let messages through. */
export interface Clock {
  /** Milliseconds from any origin. */
  now(): number;
  /** Resolves after the host has handled what waits. */
  breathe(): Promise<void>;
}
