/** Reads out what `announce` says. */
import { useStore } from 'zustand';
import { messageStore } from '@/components/studio-state/messages';

export function LiveRegion() {
  const { text, urgent, count } = useStore(messageStore, ({ spoken }) => spoken);
  return (
    <>
      <div className="visually-hidden" role="status" aria-live="polite" data-testid="live-region">
        {!urgent && <span key={count}>{text}</span>}
      </div>
      <div className="visually-hidden" role="alert" aria-live="assertive">
        {urgent && <span key={count}>{text}</span>}
      </div>
    </>
  );
}
