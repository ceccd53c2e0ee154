/** `prepare.py`: from the numbers of files to those that the network takes, and back. Only the preparations that the document uses are written. */
import { fit as breakLine } from './text';
import type { PreparationKind } from '../../data/preparations/registry';

const ends = (natural: string) => ({ fit: `fit_ends(values, ${natural})`, natural });
interface Written {
  readonly title: string;
  readonly fit: string;
  readonly apply: string;
  readonly undo: string;
  readonly needs?: readonly string[];
}
const shifted = (from: string, by: string): Pick<Written, 'apply' | 'undo'> => ({
  apply: `(values - fitted["${from}"]) / fitted["${by}"]`,
  undo: `values * fitted["${by}"] + fitted["${from}"]`,
});
const span = '(fitted["high"] - fitted["low"])';

const preparations: Readonly<Record<PreparationKind, Written>> = {
  unit: { title: 'from 0 to 1', ...ends('[(0, 1)]'), apply: `(values - fitted["low"]) / ${span}`, undo: `fitted["low"] + values * ${span}`, needs: ['fit_ends'] },
  signed: { title: 'from -1 to 1', ...ends('[(0, 1), (-1, 1)]'), apply: `2 * (values - fitted["low"]) / ${span} - 1`, undo: `fitted["low"] + (values + 1) / 2 * ${span}`, needs: ['fit_ends'] },
  binary: { title: '0 or 1', ...ends('[(0, 1)]'), apply: `(values - fitted["low"] >= ${span} / 2).astype(float)`, undo: `fitted["low"] + values * ${span}`, needs: ['fit_ends'] },
  standardised: { title: 'mean 0 and variance 1', fit: 'moments(values)', ...shifted('mean', 'deviation'), needs: ['moments'] },
  'as-is': { title: 'as they are', fit: '{}', apply: 'values', undo: 'values' },
  'min-max': { title: 'each place from 0 to 1', fit: 'fit_span(values)', ...shifted('low', 'span'), needs: ['fit_span'] },
  robust: { title: 'median 0, half of the values within 1', fit: 'fit_quartiles(values)', ...shifted('median', 'spread'), needs: ['fit_quartiles'] },
  log: {
    title: 'logarithm, then mean 0 and variance 1',
    fit: 'moments(log(values))',
    apply: '(log(values) - fitted["mean"]) / fitted["deviation"]',
    undo: 'unlog(values * fitted["deviation"] + fitted["mean"])',
    needs: ['moments', 'log', 'unlog'],
  },
};

const functions: Readonly<Record<string, string>> = {
  fit_ends: `def fit_ends(values: np.ndarray, natural: list[tuple[float, float]]) -> Fitted:
    """The numbers that become the ends of a range.

    Numbers that lie in a natural range keep to it; others go from the least to the greatest.
    """
    low, high = float(values.min()), float(values.max())
    for first, last in natural:
        if first <= low and high <= last:
            return {"low": np.array([first]), "high": np.array([last])}
    return {"low": np.array([low]), "high": np.array([high if high > low else low + 1])}`,
  moments: `def moments(values: np.ndarray) -> Fitted:
    """Mean and deviation of each place; the deviation of what is constant counts as 1."""
    mean, deviation = values.mean(0), values.std(0)
    constant = deviation <= 2.0 ** -22 * np.abs(values).max(0)
    return {"mean": mean, "deviation": np.where(constant, 1, deviation)}`,
  fit_span: `def fit_span(values: np.ndarray) -> Fitted:
    """Least value of each place, and how far the greatest is from it."""
    span = values.max(0) - values.min(0)
    return {"low": values.min(0), "span": np.where(span > 0, span, 1)}`,
  fit_quartiles: `def fit_quartiles(values: np.ndarray) -> Fitted:
    """Median and distance of the quartiles; where that is 0, of the 1st and 99th percentile."""
    spread = np.quantile(values, 0.75, 0) - np.quantile(values, 0.25, 0)
    wide = np.quantile(values, 0.99, 0) - np.quantile(values, 0.01, 0)
    spread = np.where(spread > 0, spread, np.where(wide > 0, wide, 1))
    return {"median": np.median(values, 0), "spread": spread}`,
  log: `def log(values: np.ndarray) -> np.ndarray:
    """log(1 + x), and the same to the other side for what is below 0."""
    return np.sign(values) * np.log1p(np.abs(values))`,
  unlog: `def unlog(values: np.ndarray) -> np.ndarray:
    """The way back of sign(x) log(1 + |x|)."""
    return np.sign(values) * np.expm1(np.abs(values))`,
};

export function prepareFile(kinds: readonly PreparationKind[]): string {
  const used = kinds.map((kind) => [kind, preparations[kind]] as const);
  const needs = Object.keys(functions).filter((name) => used.some(([, one]) => one.needs?.includes(name)));
  const field = (text: string): string => breakLine(`${text},`, 4);
  const parts = used.map(([kind, { title, fit, apply, undo }]) => [`#: ${title}`, `PREPARATIONS["${kind}"] = Preparation(`, field(`fit=lambda values: ${fit}`), field(`apply=lambda values, fitted: ${apply}`), field(`undo=lambda values, fitted: ${undo}`), ')'].join('\n'));
  return `"""Brings the numbers of files to what the network takes, and back."""

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

Fitted = dict[str, np.ndarray]


class Preparation(NamedTuple):
    """What is fitted on training items (n, ...), and what is done with it."""

    fit: Callable[[np.ndarray], Fitted]
    apply: Callable[[np.ndarray, Fitted], np.ndarray]
    undo: Callable[[np.ndarray, Fitted], np.ndarray]


${needs.map((name) => `${functions[name]!}\n\n\n`).join('')}PREPARATIONS: dict[str, Preparation] = {}

${parts.join('\n')}
`;
}
