/** Shows what `notify` says, as toasts under the top bar: at the bottom lie the pictures of the model. Fetched with the first of them. */
import { useEffect } from 'react';
import { toast, Toaster } from 'sonner';
import { useStore } from 'zustand';
import { useUi } from '@/components/studio-state';
import { noticeStore, takeNotices, type Notice } from '@/components/studio-state/messages';
import styles from './shell.module.css';

function show({ text, description, action, tone }: Notice): void {
  const as = tone === 'bad' ? toast.error : tone === 'good' ? toast.success : toast;
  as(text, { description, action: action && { label: action.label, onClick: action.run } });
}

export function Notices() {
  const theme = useUi((ui) => ui.theme);
  const waiting = useStore(noticeStore, (notices) => notices.waiting);
  // After the toaster listens: effects of what is inside run first.
  useEffect(() => takeNotices().forEach(show), [waiting]);
  return <Toaster theme={theme} position="top-center" offset={{ top: 'calc(var(--topbar) + 8px)' }} toastOptions={{ className: styles.toast }} closeButton />;
}
