/** A picture of a shared file, shown from its bytes. */
import { useEffect, useState } from 'react';
import styles from './exchange.module.css';

export function Picture({ bytes, title }: { readonly bytes: Uint8Array; readonly title: string }) {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type: 'image/png' }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes]);
  return (
    <figure className={styles.picture}>
      {/* oxlint-disable-next-line next/no-img-element -- it is of memory: nothing is fetched or resized by a server */}
      {url && <img src={url} alt={title} />}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
