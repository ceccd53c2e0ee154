/** Which versions of a document are kept: the latest ones all, earlier ones the fewer the older they are, and those with a name or a star for ever. */

export interface VersionAge {
  readonly version: number;
  /** When it was saved, in milliseconds. */
  readonly at: number;
  /** It has a name, or a star. */
  readonly forGood: boolean;
  /** The last one before another document took its place: nothing that comes later holds what it holds. */
  readonly replaced: boolean;
}

/** However old they are. */
export const latestVersions = 10;
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Up to that age, one in every span of time. */
const levels: readonly { readonly age: number; readonly span: number }[] = [
  { age: hour, span: 5 * minute },
  { age: day, span: hour },
  { age: 30 * day, span: day },
  { age: Infinity, span: 30 * day },
];

const oldest = levels.at(-1)!;
/** So long, a version that was replaced as a whole stays whatever comes after it. */
const replacedFor = 30 * day;

/** The versions to forget at that time, given oldest first; of each span of time the newest one stays. */
export function versionsToForget(versions: readonly VersionAge[], now: number): readonly number[] {
  const taken = new Set<string>();
  return versions
    .slice(0, -latestVersions)
    .toReversed()
    .filter(({ at, forGood, replaced }) => {
      if (forGood || (replaced && now - at < replacedFor)) return false;
      // The clock may have been set back, and a damaged version has no time.
      const { span } = levels.find(({ age }) => now - at < age) ?? oldest;
      const place = `${span} ${Math.floor(at / span)}`;
      if (taken.has(place)) return true;
      taken.add(place);
      return false;
    })
    .map(({ version }) => version);
}
