/** Marks the line of a layer that is on its way to another place with the focus. */
export const KEEPS_FOCUS = 'data-keeps-focus';
