/** Into the presentation and out of it, with the whole screen where the browser gives it. */
import { select } from './selection';
import { getUi, setUi } from './ui-store';

export function present(): void {
  select({});
  setUi({ presenting: true, dialog: null });
  // Some places refuse it, such as a frame in another page; the window is then as large as it is.
  void document.documentElement.requestFullscreen?.().catch(() => undefined);
}
export function leavePresentation(): void {
  if (!getUi().presenting) return;
  setUi({ presenting: false });
  if (document.fullscreenElement) void document.exitFullscreen().catch(() => undefined);
}
