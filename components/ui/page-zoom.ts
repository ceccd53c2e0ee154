/**
 * A pinch on a trackpad, which browsers tell as a wheel with Ctrl, zooms the canvas where it lies under the pointer, and
 * nothing elsewhere: a page that grows under palette, inspector or bars is a page one has to find one's way back in.
 * Ctrl with plus and minus zooms the page as ever, and so do two fingers on a touch screen.
 */
export function keepPageUnzoomed(target: Window): () => void {
  const wheel = (event: WheelEvent): void => {
    if (event.ctrlKey) event.preventDefault();
  };
  // Safari tells the pinch of a trackpad as a gesture; on a touch screen it is the user's way to read.
  const gesture = (event: Event): void => {
    if (target.navigator.maxTouchPoints === 0) event.preventDefault();
  };
  target.addEventListener('wheel', wheel, { passive: false, capture: true });
  for (const name of ['gesturestart', 'gesturechange']) target.addEventListener(name, gesture, { passive: false });
  return () => {
    target.removeEventListener('wheel', wheel, { capture: true });
    for (const name of ['gesturestart', 'gesturechange']) target.removeEventListener(name, gesture);
  };
}
