import { expect, it } from 'vitest';
import { areaText, rivalNames, verdict, type Ranked, type Rival } from './verdict';

const ranked = (auc: number, half = 0.004): Ranked => ({ auc, interval: { low: auc - half, high: auc + half } });
const rival = (id: string, auc: number, half?: number): Rival => ({ ...ranked(auc, half), ...rivalNames[id]! });

it('says so where simpler means rank better', () => {
  expect(verdict(ranked(0.951), [rival('none', 0.962), rival('pca', 0.93)])).toBe('No model at all ranks better here: .962 against .951.');
  expect(verdict(ranked(0.951), [rival('knn', 0.97)])).toBe('Nearest neighbours rank better here: .970 against .951.');
});
it('calls a tie where the intervals overlap, whoever is ahead', () => {
  expect(verdict(ranked(0.951, 0.01), [rival('none', 0.962)])).toBe('A tie: no model at all ranks as well here, .962 against .951.');
  expect(verdict(ranked(0.951, 0.01), [rival('pca', 0.94)])).toBe('A tie: principal components rank nearly as well, .940 against .951.');
});
it('names who comes next where the model is ahead', () => {
  expect(verdict(ranked(0.951), [rival('none', 0.9), rival('isolationForest', 0.92)])).toBe('The model ranks best: .951, and an isolation forest comes next with .920.');
  expect(verdict(ranked(0.951), [])).toBe('');
});
it('takes an area as it stands where its interval is not known yet', () => {
  expect(verdict({ auc: 0.951, interval: null }, [rival('none', 0.952)])).toBe('A tie: no model at all ranks as well here, .952 against .951.');
  expect(verdict({ auc: 0.951, interval: null }, [rival('none', 0.962)])).toBe('No model at all ranks better here: .962 against .951.');
});
it('prints areas without the zero before the point', () => {
  expect([0.5, 0.9994, 0.99951, 1].map(areaText)).toEqual(['.500', '.999', '1', '1']);
});
