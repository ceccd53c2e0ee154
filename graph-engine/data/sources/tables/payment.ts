/** A payment, and who pays. */

export const MERCHANTS = ['grocery', 'fuel', 'restaurant', 'clothing', 'electronics', 'travel', 'services', 'pharmacy', 'jewellery', 'cash'] as const;
export const CHANNELS = ['contactless', 'chip', 'swipe', 'online', 'machine'] as const;
export const COUNTRIES = ['DE', 'AT', 'FR', 'IT', 'PL', 'ES', 'GB', 'US'] as const;
/** Above this sum a terminal asks for the number. */
export const CONTACTLESS = 50;

export interface Customer {
  readonly means: number;
  readonly travels: number;
  readonly late: number;
  readonly online: number;
  readonly age: number;
  readonly usual: number;
  readonly cardDays: number;
}
export interface Payment {
  amount: number;
  merchant: (typeof MERCHANTS)[number];
  channel: (typeof CHANNELS)[number];
  country: (typeof COUNTRIES)[number];
  hour: number;
  weekend: boolean;
  distance: number;
  /** Payments of the last hour and day before this one. */
  lastHour: number;
  lastDay: number;
  minutes: number;
  declined: number;
  deviceDays: number;
  passwordDays: number;
  visits: number;
  merchantDays: number;
  merchantUsual: number;
  otherAddress: boolean;
}
