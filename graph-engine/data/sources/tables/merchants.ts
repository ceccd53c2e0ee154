/** What is usual of each kind of merchant and of each country. */
import type { COUNTRIES, MERCHANTS } from './payment';

export interface MerchantStyle {
  /** How many of a customer's payments go there. */
  readonly weight: number;
  /** Of the customer's usual amount. */
  readonly price: number;
  /** Of the logarithm of the amount. */
  readonly spread: number;
  /** Hours at which most come. */
  readonly hours: readonly number[];
  /** Share of payments online, for a customer who buys half of everything there. */
  readonly online: number;
  /** Visits before this one, on average. */
  readonly visits: number;
  /** By how much more people of greater means go there. */
  readonly means: number;
}
const style = (weight: number, price: number, spread: number, hours: readonly number[], online: number, visits: number, means: number): MerchantStyle => ({ weight, price, spread, hours, online, visits, means });

export const merchants: Readonly<Record<(typeof MERCHANTS)[number], MerchantStyle>> = {
  grocery: style(30, 0.7, 0.5, [10, 18], 0.05, 40, -0.2),
  fuel: style(9, 1.5, 0.2, [7.5, 17.5], 0, 12, 0),
  restaurant: style(16, 0.8, 0.5, [12.5, 20], 0.15, 4, 0.3),
  clothing: style(9, 1.8, 0.5, [14, 17], 0.5, 3, 0.2),
  electronics: style(4, 5, 0.7, [15, 20], 0.6, 1, 0.2),
  travel: style(4, 7, 0.6, [11, 21], 0.8, 1, 0.5),
  services: style(12, 0.4, 0.4, [9, 21], 0.9, 20, 0),
  pharmacy: style(8, 0.6, 0.4, [10, 16], 0.1, 8, -0.1),
  jewellery: style(1, 10, 0.6, [14, 16], 0.3, 0.3, 0.9),
  cash: style(7, 2.5, 0.4, [12, 18], 0, 15, -0.3),
};

/** Kilometres from home, and how many of the journeys go there; home is the first. */
export const countries: Readonly<Record<(typeof COUNTRIES)[number], { readonly distance: number; readonly weight: number; readonly swipes: number }>> = {
  DE: { distance: 8, weight: 0, swipes: 0.01 },
  AT: { distance: 500, weight: 5, swipes: 0.01 },
  FR: { distance: 800, weight: 4, swipes: 0.02 },
  IT: { distance: 900, weight: 4, swipes: 0.04 },
  PL: { distance: 550, weight: 2, swipes: 0.03 },
  ES: { distance: 1600, weight: 3, swipes: 0.03 },
  GB: { distance: 950, weight: 2, swipes: 0.01 },
  US: { distance: 7200, weight: 1.5, swipes: 0.5 },
};
