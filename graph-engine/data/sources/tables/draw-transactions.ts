/** Draws payments by card: an ordinary one of a customer, and what a fraud makes of it. */
import type { Random } from '../../../random/counter';
import type { MemoryTable } from '../../table';
import type { LoadOptions } from '../definition';
import { choose, drawRows, poisson, round, type DrawnTable, type Row } from './draw-rows';
import { breakPayment } from './frauds';
import { countries, merchants } from './merchants';
import { CHANNELS, CONTACTLESS, COUNTRIES, MERCHANTS, type Customer, type Payment } from './payment';

const FACTORS = ['means', 'travels', 'late', 'online'] as const;
const SHARES = [0.97, 0.009, 0.008, 0.007, 0.006];
export const drawTransactions = (set: DrawnTable, options: LoadOptions): MemoryTable => drawRows(set, options, SHARES, FACTORS, transaction);

function transaction(random: Random, label: number): Row {
  const customer = customerOf(random);
  const payment = ordinary(customer, random);
  if (label > 0) breakPayment(label, payment, customer, random);
  const { means, travels, late, online } = customer;
  return { values: rowOf(payment, customer, random), factors: [means, travels, late, online] };
}

/** People have most in the middle of their lives, and are up late when they are young. */
function customerOf(random: Random): Customer {
  const age = Math.min(90, 18 + 60 * random.uniform() ** 1.2);
  const means = random.normal(0.6 - ((age - 50) / 28) ** 2, 0.5);
  return {
    means,
    travels: random.uniform() ** 2,
    late: random.normal((35 - age) / 25, 0.6),
    online: Math.min(0.95, Math.max(0.05, random.normal(0.85 - age / 110, 0.15))),
    age,
    usual: 40 * Math.exp(0.5 * means + random.normal(0, 0.1)),
    cardDays: Math.exp(random.uniform(Math.log(20), Math.log(3000))),
  };
}

function ordinary({ means, travels, late, online, usual, cardDays }: Customer, random: Random): Payment {
  const weekend = random.chance(2 / 7);
  const abroad = random.chance(0.3 * travels * (weekend ? 1.4 : 0.9));
  const country = abroad ? COUNTRIES[choose(random, COUNTRIES.map((name) => countries[name].weight))]! : COUNTRIES[0];
  const merchant = MERCHANTS[choose(random, MERCHANTS.map((name) => merchants[name].weight * Math.exp(merchants[name].means * means) * (abroad && /restaurant|travel|cash/.test(name) ? 3 : 1)))]!;
  const style = merchants[merchant];
  const merchantUsual = usual * style.price * Math.exp(random.normal(0, 0.35));
  const amount = merchant === 'cash' ? 10 * Math.max(1, Math.round((merchantUsual * Math.exp(random.normal(0, 0.3))) / 10)) : merchantUsual * Math.exp(random.normal(0, style.spread * 0.7));
  const atHome = random.chance(style.online * 2 * online * (abroad ? 0.3 : 1));
  const { distance, swipes } = countries[country];
  const channel = merchant === 'cash' ? 'machine' : atHome ? 'online' : random.chance(swipes) ? 'swipe' : amount < CONTACTLESS && random.chance(0.85) ? 'contactless' : 'chip';
  const lastDay = poisson(random, (1.2 + 1.5 * Math.max(0, means)) * (abroad ? 2 : 1) * (weekend ? 1.3 : 1));
  const lastHour = Array.from({ length: lastDay }, () => (random.chance(0.08) ? 1 : 0)).reduce((sum: number, one) => sum + one, 0);
  return {
    amount,
    merchant,
    channel,
    country,
    weekend,
    lastDay,
    lastHour,
    hour: (random.pick(style.hours) + random.normal(0, 1.6) + (atHome ? 1.5 : 0.7) * late + 24) % 24,
    distance: atHome ? 0 : distance * Math.exp(random.normal(0, abroad ? 0.15 : 0.9)),
    minutes: lastHour > 0 ? random.uniform(2, 60) / lastHour : lastDay > 0 ? 60 + random.uniform(0, 1380) / lastDay : 1440 * Math.exp(Math.abs(random.normal(0, 0.8))),
    declined: poisson(random, 0.04),
    deviceDays: cardDays * random.uniform(0.1, 1),
    passwordDays: cardDays * random.uniform(0.02, 1),
    visits: abroad ? poisson(random, 0.2) : poisson(random, style.visits * Math.min(1, cardDays / 400)),
    merchantDays: 4000 * random.uniform() ** 0.7 * (atHome ? 0.6 : 1) + 60,
    merchantUsual,
    otherAddress: atHome && random.chance(0.08),
  };
}

function rowOf(payment: Payment, { age, usual, cardDays, means }: Customer, random: Random): number[] {
  const { amount, merchant, channel, country, hour, weekend, distance, minutes, lastHour, lastDay, declined, deviceDays, passwordDays, visits, merchantDays, merchantUsual, otherAddress } = payment;
  const spent = amount + lastDay * usual * Math.exp(random.normal(0, 0.3));
  const limit = 900 * Math.exp(0.6 * means + random.normal(0, 0.2));
  const used = 1 - Math.exp(-(spent + usual * 8) / limit);
  return [
    round(amount, 2),
    MERCHANTS.indexOf(merchant),
    CHANNELS.indexOf(channel),
    COUNTRIES.indexOf(country),
    round(hour, 2),
    Number(weekend),
    round(distance, 1),
    round(minutes, 1),
    lastHour,
    lastDay,
    round(spent, 2),
    declined,
    round(usual, 2),
    round(used, 3),
    Math.floor(age),
    Math.round(cardDays),
    Math.round(deviceDays),
    Math.round(passwordDays),
    visits,
    Math.round(merchantDays),
    round(merchantUsual, 2),
    Number(otherAddress),
  ];
}
