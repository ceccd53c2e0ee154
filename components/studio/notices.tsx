/**
 * Shows what `notify` says, the newest first, where it covers nothing: in the free room of the line it stands in, or, where its words do not fit, on a line of its
 * own. One that came before comes back when the newer one is over before it. The pointer or the focus on it keeps it.
 */
import { CircleAlert, CircleCheck, Info, X } from 'lucide-react';
import { useEffect, useLayoutEffect, useRef, useState, type RefObject } from 'react';
import { useStore } from 'zustand';
import { endNotice, noticeStore, type Notice } from '@/components/studio-state/messages';
import { Button } from '@/components/ui/button';
import { IconButton } from '@/components/ui/icon-button';
import { readingTime } from './reading-time';
import styles from './notices.module.css';

const icons = { plain: Info, good: CircleCheck, bad: CircleAlert } as const;

/** Whether its words are cut in the room that the line leaves; anew with another message, and with another width of the window. */
function useCut(list: RefObject<HTMLElement | null>, id: number | undefined): boolean {
  const [width, setWidth] = useState(0);
  const [cut, setCut] = useState<{ readonly id: number; readonly width: number } | null>(null);
  useEffect(() => {
    const read = (): void => setWidth(window.innerWidth);
    read();
    window.addEventListener('resize', read);
    return () => window.removeEventListener('resize', read);
  }, []);
  const isCut = cut !== null && cut.id === id && cut.width === width;
  useLayoutEffect(() => {
    if (id === undefined || isCut) return;
    const lines = [...(list.current?.querySelectorAll<HTMLElement>('[data-words]') ?? [])];
    if (lines.some(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth)) setCut({ id, width });
  }, [list, id, width, isCut]);
  return isCut;
}

export function Notices() {
  const list = useRef<HTMLOListElement>(null);
  // The region is there before its first words: only what is added to one is read out.
  const [listens, setListens] = useState(false);
  useEffect(() => setListens(true), []);
  const notices = useStore(noticeStore, (said) => said.notices);
  const [held, hold] = useState(false);
  const notice = listens ? notices.at(-1) : undefined;
  const isCut = useCut(list, notice?.id);
  const [told, setTold] = useState<number | null>(null);
  const tells = notice !== undefined && told === notice.id;
  return (
    <section className={styles.notices} data-shown={notice !== undefined || undefined} data-line={isCut || tells || undefined} aria-label="Notifications" aria-live="polite" aria-relevant="additions text">
      <ol ref={list}>{notice && <Line key={notice.id} notice={notice} waiting={notices.length - 1} tells={tells} onDetails={() => setTold(tells ? null : notice.id)} onHold={hold} />}</ol>
      {notices.map((one) => (
        <Clock key={one.id} notice={one} stands={held && one === notice} tells={tells && one === notice} />
      ))}
    </section>
  );
}

/** Its time runs behind a newer one too: what was said long ago is not said again. */
function Clock({ notice: { id, text, description, details, action, tone = 'plain' }, stands, tells }: { readonly notice: Notice; readonly stands: boolean; readonly tells: boolean }) {
  const ms = readingTime([text, [description, tells ? details : ''].join(' '), action?.label ?? (details && 'Details')], tone);
  useEffect(() => {
    if (stands) return;
    const timer = setTimeout(() => endNotice(id), ms);
    return () => clearTimeout(timer);
  }, [id, stands, ms]);
  return null;
}

interface LineProps {
  readonly notice: Notice;
  readonly waiting: number;
  /** Its details are shown. */
  readonly tells: boolean;
  onDetails(): void;
  onHold(held: boolean): void;
}
function Line({ notice: { id, text, description, details, action, tone = 'plain' }, waiting, tells, onDetails, onHold }: LineProps) {
  const before = useRef<HTMLElement | null>(null);
  useEffect(() => () => onHold(false), [onHold]);
  const end = (): void => {
    endNotice(id);
    before.current?.focus({ preventScroll: true });
  };
  const Icon = icons[tone];
  return (
    <li
      className={styles.notice}
      data-notice={tone}
      data-keeps-escape
      onPointerEnter={() => onHold(true)}
      onPointerLeave={() => onHold(false)}
      onFocus={({ relatedTarget, currentTarget }) => {
        if (!(relatedTarget instanceof Node && currentTarget.contains(relatedTarget))) before.current = relatedTarget instanceof HTMLElement ? relatedTarget : null;
        onHold(true);
      }}
      onBlur={() => onHold(false)}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.stopPropagation();
        event.preventDefault();
        end();
      }}
    >
      <Icon aria-hidden />
      <p>
        <strong data-words>{text}</strong>
        {description && <span data-words>{description}</span>}
        {tells && <span data-words>{details}</span>}
      </p>
      {details && (
        <Button size="small" data-act aria-expanded={tells} onClick={onDetails}>
          Details
        </Button>
      )}
      {action && (
        <Button
          size="small"
          variant="primary"
          data-act
          onClick={() => {
            end();
            action.run();
          }}
        >
          {action.label}
        </Button>
      )}
      <IconButton size="small" label={waiting > 0 ? `Dismiss the message, ${waiting} more` : 'Dismiss the message'} onClick={end}>
        <X aria-hidden />
      </IconButton>
    </li>
  );
}
