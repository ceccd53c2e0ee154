/** A view of the drawer that shows little in a low one asks for room, once a visit: who makes it lower after that means it. */

/** The height of a window, in CSS pixels, below which it keeps what it has for the graph. */
const LOW = 800;
export const isLowWindow = (): boolean => window.innerHeight < LOW;

let give: ((share: number) => void) | null = null;
let asked = false;

/** Who lays the window out says how the drawer grows to that share of it; null when it is gone. */
export function giveRoom(how: ((share: number) => void) | null): void {
  give = how;
}
/** `share`: of the height of the window, 0 to 1. */
export function askForRoom(share: number): void {
  if (asked || !give) return;
  asked = true;
  give(share);
}
