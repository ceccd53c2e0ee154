/** Values of CSS tokens for canvases, read again whenever the theme changes. */
import { useEffect, useState } from 'react';
import { useUi } from '@/components/studio-state/ui-store';

export type ThemeColors = (token: string) => string;

/** `rgb(24, 28, 34)` → `#181c22` */
const hex = (color: string): string => `#${(color.match(/\d+/g) ?? []).slice(0, 3).map((part) => Number(part).toString(16).padStart(2, '0')).join('')}`;

/** A colour that depends on the scheme is known to an element that wears it, not to the token. */
function resolve(token: string): string {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.color = `var(${token})`;
  document.body.append(probe);
  const color = hex(getComputedStyle(probe).color);
  probe.remove();
  return color;
}

function readColors(): ThemeColors {
  const style = getComputedStyle(document.documentElement);
  const known = new Map<string, string>();
  return (token) => {
    const written = known.get(token) ?? style.getPropertyValue(token).trim();
    const value = written.includes('light-dark(') ? resolve(token) : written;
    known.set(token, value);
    return value;
  };
}

/** Null on the server and before the first effect. */
export function useThemeColors(): ThemeColors | null {
  const theme = useUi((ui) => ui.theme);
  const [colors, setColors] = useState<ThemeColors | null>(null);
  useEffect(() => {
    const refresh = (): void => setColors(() => readColors());
    // The attribute on the root is written by another effect of the same change.
    const frame = requestAnimationFrame(refresh);
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', refresh);
    return () => {
      cancelAnimationFrame(frame);
      dark.removeEventListener('change', refresh);
    };
  }, [theme]);
  return colors;
}
