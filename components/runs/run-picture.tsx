/** Items and what came back of them; an empty place where there is no picture. */
import { useEffect, useState } from 'react';
import type { RunInfo } from '@/components/training/run-history';
import { nameOf } from './run-words';
import styles from './runs.module.css';

export function RunPicture({ run, large }: { readonly run: RunInfo; readonly large?: boolean }) {
  const { picture } = run;
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!picture) return setUrl(null);
    const made = URL.createObjectURL(new Blob([new Uint8Array(picture)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [picture]);
  return (
    <span className={large ? styles.largePicture : styles.picture}>
      {/* oxlint-disable-next-line next/no-img-element -- it is of memory: nothing is fetched or resized by a server */}
      {url && <img src={url} alt={`${nameOf(run)}: items above, what came back of them below`} />}
    </span>
  );
}
