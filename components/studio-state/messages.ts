/** What the studio says: short notices and refusals (toast and live region), and faults of ours (error panel). */
import { createStore } from 'zustand/vanilla';

export interface Fault {
  readonly message: string;
  readonly stack: string;
}
interface Messages {
  /** The last words for assistive technology; `count` makes equal texts speak again. */
  readonly spoken: { readonly text: string; readonly urgent: boolean; readonly count: number };
  readonly faults: readonly Fault[];
}

export const messageStore = createStore<Messages>(() => ({ spoken: { text: '', urgent: false, count: 0 }, faults: [] }));

/** Speaks through the live region, without showing anything. */
export function announce(text: string, options: { readonly urgent?: boolean } = {}): void {
  messageStore.setState(({ spoken }) => ({ spoken: { text, urgent: options.urgent ?? false, count: spoken.count + 1 } }));
}

export interface NoticeOptions {
  readonly description?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'plain' | 'good' | 'bad';
}

export interface Notice extends NoticeOptions {
  readonly text: string;
}
/** What is still to be shown, by what is fetched with the first of them; `wanted` from then on. */
export const noticeStore = createStore<{ readonly waiting: readonly Notice[]; readonly wanted: boolean }>(() => ({ waiting: [], wanted: false }));

/** Shows a toast, which assistive technology reads out as well. */
export function notify(text: string, options: NoticeOptions = {}): void {
  noticeStore.setState(({ waiting }) => ({ waiting: [...waiting, { text, ...options }], wanted: true }));
}
export function takeNotices(): readonly Notice[] {
  const { waiting } = noticeStore.getState();
  if (waiting.length > 0) noticeStore.setState({ waiting: [] });
  return waiting;
}

/** A fault of ours: shown whole in the error panel, with a button that copies it. */
export function reportFault(error: unknown): void {
  const fault: Fault =
    error instanceof Error
      ? { message: error.message, stack: error.stack ?? '' }
      : { message: `internal: ${typeof error === 'string' ? error : JSON.stringify(error)}`, stack: '' };
  console.error(error);
  messageStore.setState(({ faults }) =>
    faults.some((known) => known.message === fault.message) ? {} : { faults: [...faults.slice(-4), fault] },
  );
  announce(`Something went wrong in the studio: ${fault.message}`, { urgent: true });
}

export const dismissFaults = (): void => messageStore.setState({ faults: [] });
