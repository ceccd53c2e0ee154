/** What the studio says: short notices and refusals (a line in the window, and the live region), and faults of ours (error panel). */
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
  /** Shown when it is asked for. */
  readonly details?: string;
  readonly action?: { readonly label: string; readonly run: () => void };
  readonly tone?: 'plain' | 'good' | 'bad';
}

export interface Notice extends NoticeOptions {
  readonly id: number;
  readonly text: string;
}
/** What was said and is not over, the newest last; `wanted` from the first on, with which what shows them is fetched. */
export const noticeStore = createStore<{ readonly notices: readonly Notice[]; readonly wanted: boolean }>(() => ({ notices: [], wanted: false }));

/** Of more than these nobody reads the oldest. */
const MOST_NOTICES = 4;
let noticeId = 0;

/** Shows a message, which assistive technology reads out as well. The same words are said once. */
export function notify(text: string, options: NoticeOptions = {}): void {
  const notice = { id: ++noticeId, text, ...options };
  noticeStore.setState(({ notices }) => {
    const others = notices.filter((one) => one.text !== text || one.description !== options.description);
    return { notices: [...others, notice].slice(-MOST_NOTICES), wanted: true };
  });
}
export const endNotice = (id: number): void => noticeStore.setState(({ notices }) => ({ notices: notices.filter((one) => one.id !== id) }));

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
