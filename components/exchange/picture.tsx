/** A picture of a shared file, shown from its bytes. */
import { useEffect, useState } from 'react';
import styles from './exchange.module.css';

/** `name`: of its file. A drawing in an image runs no script and fetches nothing. */
export function Picture({ name, bytes, title }: { readonly name: string; readonly bytes: Uint8Array; readonly title: string }) {
  const type = name.endsWith('.svg') ? 'image/svg+xml' : 'image/png';
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    const made = URL.createObjectURL(new Blob([new Uint8Array(bytes)], { type }));
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [bytes, type]);
  return (
    <figure className={styles.picture}>
      {/* oxlint-disable-next-line next/no-img-element -- it is of memory: nothing is fetched or resized by a server */}
      {url && <img src={url} alt={title} />}
      <figcaption>{title}</figcaption>
    </figure>
  );
}
