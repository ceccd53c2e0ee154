/** Values of CSS tokens for canvases, read again whenever the theme changes. */
import { useEffect, useState } from 'react';
import { useUi } from '@/components/studio-state/ui-store';

export type ThemeColors = (token: string) => string;

function readColors(): ThemeColors {
  const style = getComputedStyle(document.documentElement);
  return (token) => style.getPropertyValue(token).trim();
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
