/** What a version holds, read when it comes into sight. */
import { useEffect, useState, type RefObject } from 'react';
import type { HourglassDocument } from '@/graph-engine/document/types';
import { reportStore } from '@/components/persistence/report-store';
import { readVersion, type VersionInfo } from '@/components/persistence/version-storage';

/** Read a little before it is seen. */
const AHEAD = '200px';

/** Null until then. `onDamaged` is called for one that no document can be made of. */
export function useVersion({ document, version }: VersionInfo, place: RefObject<HTMLElement | null>, onDamaged: (version: number) => void): HourglassDocument | null {
  const [held, setHeld] = useState<HourglassDocument | null>(null);
  useEffect(() => {
    let live = true;
    const read = async (): Promise<void> => {
      const opened = await readVersion({ document, version });
      if (!live || !opened) return;
      if (opened.ok) setHeld(opened.document);
      else onDamaged(version);
    };
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry?.isIntersecting) return;
        observer.disconnect();
        read().catch(reportStore);
      },
      { rootMargin: AHEAD },
    );
    if (place.current) observer.observe(place.current);
    return () => {
      live = false;
      observer.disconnect();
    };
  }, [document, version, place, onDamaged]);
  return held;
}
