/** What each kind of fraud makes of an ordinary payment: some of its signs, never all. */
import type { Random } from '../../../random/counter';
import { poisson } from './draw-rows';
import { merchants } from './merchants';
import { CONTACTLESS, type Customer, type Payment } from './payment';

/** Each sign of a fraud shows in so many of its payments. */
const SIGN = 0.8;

/** `kind`: 1 stolen card, 2 account takeover, 3 card testing, 4 collusion. */
export function breakPayment(kind: number, payment: Payment, customer: Customer, random: Random): void {
  [stolenCard, accountTakeover, cardTesting, collusion][kind - 1]!(payment, customer, random);
}

type Fraud = (payment: Payment, customer: Customer, random: Random) => void;

/** In haste, away from where the customer shops, without the number. */
const stolenCard: Fraud = (payment, { usual }, random) => {
  payment.merchant = random.pick(['clothing', 'electronics', 'fuel', 'grocery', 'restaurant'] as const);
  payment.merchantUsual = usual * merchants[payment.merchant].price * Math.exp(random.normal(0, 0.35));
  payment.channel = random.chance(0.7) ? 'contactless' : 'swipe';
  payment.amount = payment.channel === 'contactless' ? CONTACTLESS * random.uniform(0.5, 1) : usual * random.uniform(1, 4);
  payment.country = 'DE';
  payment.distance = random.chance(SIGN) ? Math.exp(random.uniform(Math.log(10), Math.log(250))) : payment.distance;
  payment.lastHour = random.chance(SIGN) ? 1 + poisson(random, 1.2) : payment.lastHour;
  payment.lastDay = payment.lastHour + poisson(random, 1.5);
  payment.minutes = payment.lastHour > 0 ? random.uniform(2, 60) / payment.lastHour : payment.minutes;
  payment.visits = random.chance(SIGN) ? 0 : payment.visits;
};

/** Online, from a device that is new, soon after the password was changed, sent elsewhere. */
const accountTakeover: Fraud = (payment, { usual }, random) => {
  payment.merchant = random.pick(['electronics', 'clothing', 'travel', 'services'] as const);
  payment.channel = 'online';
  payment.country = 'DE';
  payment.distance = 0;
  payment.merchantUsual = usual * merchants[payment.merchant].price * Math.exp(random.normal(0, 0.35));
  payment.amount = payment.merchantUsual * Math.exp(random.normal(0.4, 0.5));
  if (random.chance(SIGN)) payment.deviceDays = random.uniform(0, 4);
  if (random.chance(SIGN)) payment.passwordDays = random.uniform(0, 4);
  if (random.chance(0.6)) payment.otherAddress = true;
  if (random.chance(0.5)) payment.hour = random.uniform(0, 7);
  payment.visits = random.chance(SIGN) ? 0 : payment.visits;
};

/** Whether a number works is tried with small sums. */
const cardTesting: Fraud = (payment, _, random) => {
  payment.merchant = random.pick(['services', 'services', 'clothing', 'restaurant'] as const);
  payment.channel = 'online';
  payment.distance = 0;
  payment.amount = Math.exp(random.uniform(Math.log(1), Math.log(8)));
  payment.merchantUsual = payment.amount * Math.exp(random.normal(0.8, 0.5));
  if (random.chance(0.6)) payment.declined += 1 + poisson(random, 0.6);
  if (random.chance(SIGN)) payment.lastHour = 1 + poisson(random, 1);
  payment.lastDay = Math.max(payment.lastDay, payment.lastHour);
  if (payment.lastHour > 0) payment.minutes = random.uniform(1, 30) / payment.lastHour;
  payment.visits = 0;
};

/** A merchant who opened for it books like sums, near what the limit allows, when no customer comes. */
const collusion: Fraud = (payment, { usual }, random) => {
  payment.merchant = random.pick(['restaurant', 'jewellery', 'services', 'pharmacy'] as const);
  payment.channel = random.pick(['chip', 'swipe'] as const);
  payment.country = 'DE';
  payment.distance = Math.exp(random.normal(2.5, 0.8));
  payment.merchantUsual = usual * random.uniform(3, 8);
  payment.amount = payment.merchantUsual * random.uniform(0.96, 1.04);
  if (random.chance(SIGN)) payment.merchantDays = random.uniform(10, 150);
  if (random.chance(SIGN)) payment.hour = random.uniform(0, 8);
  payment.visits = random.chance(0.5) ? poisson(random, 4) : 0;
};
