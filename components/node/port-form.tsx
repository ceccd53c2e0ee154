/** The form of a port: filled where a wire ends, hollow where none does. */
import type { PortTag } from '@/graph-engine/document/port-type';
import { portStyles } from './port-style';

export function PortForm({ tag, filled = true, size = 14 }: { readonly tag: PortTag; readonly filled?: boolean; readonly size?: number }) {
  const { path, color } = portStyles[tag];
  return (
    <svg width={size} height={size} viewBox="0 0 16 16" aria-hidden style={{ color }}>
      <path d={path} fill={filled ? 'currentColor' : 'var(--surface-raised)'} stroke="currentColor" strokeWidth="1.8" strokeLinejoin="round" />
    </svg>
  );
}
