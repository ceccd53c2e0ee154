/** Gives its children the room that there is, in CSS pixels, as it changes. */
'use client';
import { useRef, type ReactNode } from 'react';
import { useSize, type Size } from './use-size';

export function Fill({ children }: { children(size: Size): ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const size = useSize(box);
  return (
    <div ref={box} style={{ height: '100%', minWidth: 0 }}>
      {size.width > 0 && children(size)}
    </div>
  );
}
