/** Dates as people read them. */
const toTheMinute = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'short' });
const toTheSecond = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'medium' });

export const minuteWords = (at: number): string => toTheMinute.format(at);
/** Where two things may be of one minute. */
export const secondWords = (at: number): string => toTheSecond.format(at);
