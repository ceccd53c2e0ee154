/** Long work on plain numbers in parts: a generator that gives way between them, so that who asks may let others have their turn. */
export type InParts<T> = Generator<undefined, T>;

/** All parts at once. */
export function atOnce<T>(work: InParts<T>): T {
  for (;;) {
    const part = work.next();
    if (part.done) return part.value;
  }
}

/** What takes no time, as work in one part. */
export function* ready<T>(value: T): InParts<T> {
  yield;
  return value;
}
