/** What this page takes of the room that the browser gives it. */
import { useEffect, useState } from 'react';
import { sizeText } from '@/components/data/size-text';

export function StorageTotal() {
  const [estimate, setEstimate] = useState<StorageEstimate | null>(null);
  useEffect(() => {
    // Some browsers tell nothing.
    navigator.storage?.estimate?.().then(setEstimate, () => undefined);
  }, []);
  if (estimate?.usage === undefined || estimate.quota === undefined) return null;
  return (
    <span title="Documents, data and runs together; the browser says about how much there is.">
      · this page keeps {sizeText(estimate.usage)} of {sizeText(estimate.quota)}
    </span>
  );
}
