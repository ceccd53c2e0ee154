/** Keeps the window's state in step with the browser: theme on the root element, phone or not, keys and wheels that are not the page's, faults nobody caught. */
import { useEffect } from 'react';
import { reportFault } from '@/components/studio-state/messages';
import { setUi, useUi } from '@/components/studio-state/ui-store';
import { leaveKeysToComposition } from '@/components/ui/composition';
import { keepPageUnzoomed } from '@/components/ui/page-zoom';

export const phoneQuery = '(max-width: 719px)';
/** Browsers report these as errors; they are none. */
const harmless = /ResizeObserver loop/;

export function useWindow(): void {
  useEffect(() => leaveKeysToComposition(window), []);
  useEffect(() => keepPageUnzoomed(window), []);
  const theme = useUi((ui) => ui.theme);
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset['theme'];
    else document.documentElement.dataset['theme'] = theme;
  }, [theme]);

  useEffect(() => {
    const media = matchMedia(phoneQuery);
    const apply = (): void => setUi({ phone: media.matches });
    apply();
    media.addEventListener('change', apply);
    return () => media.removeEventListener('change', apply);
  }, []);

  useEffect(() => {
    const onError = (event: ErrorEvent): void => {
      if (!harmless.test(event.message)) reportFault(event.error ?? event.message);
    };
    const onRejection = (event: PromiseRejectionEvent): void => reportFault(event.reason);
    window.addEventListener('error', onError);
    window.addEventListener('unhandledrejection', onRejection);
    return () => {
      window.removeEventListener('error', onError);
      window.removeEventListener('unhandledrejection', onRejection);
    };
  }, []);
}
