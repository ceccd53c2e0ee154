/**
 * The same text in memory of its own. Engines keep a part of a text as a place in the whole, so that a name of twenty letters that
 * is kept holds on to the piece of the file that it was read with: 128 kB. Who keeps cells beyond their batch keeps these.
 */
export const ownText = (text: string): string => (text.length < SHORT ? text : ` ${text}`.slice(1));
/** Shorter parts are copied anyway. */
const SHORT = 13;
