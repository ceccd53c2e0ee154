/** Items and what came back of them, or why there are none. */
import { useEffect, useState } from 'react';
import type { RunInfo } from '@/components/training/run-history';
import { nameOf, noPictureWords } from './run-words';
import styles from './runs.module.css';

interface RunPictureProps {
  readonly run: RunInfo;
  /** It may still be training. */
  readonly isOpen?: boolean;
  readonly large?: boolean;
}

export function RunPicture({ run, isOpen = false, large }: RunPictureProps) {
  const { picture } = run;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setUrl(null);
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  const none = noPictureWords(isOpen);
  return (
    <span className={large ? styles.largePicture : styles.picture}>
      {/* oxlint-disable-next-line next/no-img-element -- it is of memory: nothing is fetched or resized by a server */}
      {url && <img src={url} alt={`${nameOf(run)}: items above, what came back of them below`} />}
      {!picture && (
        <span className={styles.none} title={none.why}>
          {none.said}
        </span>
      )}
    </span>
  );
}
