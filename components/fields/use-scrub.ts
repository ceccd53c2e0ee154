/** Drags a number by its label: to the right for more. Shift takes ten steps at a time, Alt a tenth of one; Escape gives it up. One drag is one step of the history. */
import { useRef, type MouseEvent, type PointerEvent } from 'react';
import type { Field } from '@/graph-engine/document/fields';
import type { ParamValue } from '@/graph-engine/document/types';
import { beginGesture, cancelGesture, commitGesture } from '@/components/studio-state';
import type { Commit } from './field-props';
import { isStepped, stepped } from './number-steps';

/** Pixels of one step, and of a hand that only clicks. */
const perStep = 4;
const still = 3;

interface Drag {
  readonly from: ParamValue;
  x: number;
  steps: number;
  moved: boolean;
}

export interface Scrub {
  readonly onPointerDown: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerMove: (event: PointerEvent<HTMLElement>) => void;
  readonly onPointerUp: () => void;
  readonly onPointerCancel: () => void;
  readonly onClick: (event: MouseEvent) => void;
}

/** Null for a field that is no number, or whose nodes differ. */
export function useScrub(field: Field, value: ParamValue | undefined, disabled: boolean, commit: Commit): Scrub | null {
  const drag = useRef<Drag | null>(null);
  const dragged = useRef(false);
  if (!isStepped(field) || disabled || value === undefined || value === null) return null;
  const end = (): void => {
    if (drag.current?.moved) commitGesture();
    drag.current = null;
  };
  return {
    onPointerDown(event) {
      dragged.current = false;
      if (event.button !== 0 || event.pointerType === 'touch') return;
      drag.current = { from: value, x: event.clientX, steps: 0, moved: false };
      event.currentTarget.setPointerCapture(event.pointerId);
    },
    onPointerMove(event) {
      const now = drag.current;
      if (!now || (!now.moved && Math.abs(event.clientX - now.x) < still)) return;
      if (!now.moved) {
        now.moved = dragged.current = true;
        beginGesture();
        const giveUp = (key: KeyboardEvent): void => {
          if (key.key !== 'Escape' || drag.current !== now) return;
          key.stopPropagation();
          cancelGesture();
          drag.current = null;
        };
        window.addEventListener('keydown', giveUp, true);
        window.addEventListener('pointerup', () => window.removeEventListener('keydown', giveUp, true), { once: true });
      }
      now.steps += ((event.clientX - now.x) / perStep) * (event.shiftKey ? 10 : event.altKey ? 0.1 : 1);
      now.x = event.clientX;
      commit(stepped(field, now.from, now.steps));
    },
    onPointerUp: end,
    onPointerCancel: end,
    // A click on the label goes to the field; a drag does not end with one.
    onClick(event) {
      if (dragged.current) event.preventDefault();
    },
  };
}
