import { describe, expect, it } from 'vitest';
import { readDate, readMonth, readStatus, readYearMonthDay } from './dates.ts';

describe('readDate', () => {
  it.each([
    ['2002', { 'date-parts': [[2002]] }],
    ['2002-03', { 'date-parts': [[2002, 3]] }],
    ['2002-03-15', { 'date-parts': [[2002, 3, 15]] }],
    ['2002/3/5', { 'date-parts': [[2002, 3, 5]] }],
    ['20020315', { 'date-parts': [[2002, 3, 15]] }],
    ['2023/10//', { 'date-parts': [[2023, 10]] }],
    ['2007/05//', { 'date-parts': [[2007, 5]] }],
    ['2019///', { 'date-parts': [[2019]] }],
    ['2004-06-11T12:00:00Z', { 'date-parts': [[2004, 6, 11]] }],
    ['2004~', { 'date-parts': [[2004]], circa: true }],
    ['2010/2012', { 'date-parts': [[2010], [2012]] }],
    ['2015-02-01/2016', { 'date-parts': [[2015, 2, 1], [2016]] }],
    ['1999--2001', { 'date-parts': [[1999], [2001]] }],
    ['2010–12', { 'date-parts': [[2010], [2012]] }],
    ['2003/..', { 'date-parts': [[2003]] }],
    ['2019-05-XX', { 'date-parts': [[2019, 5]] }],
    ['2019-XX-XX', { 'date-parts': [[2019]] }],
    ['2001-21', { 'date-parts': [[2001]], season: 1 }],
    ['c. 1850', { 'date-parts': [[1850]], circa: true }],
    ['[2002]', { 'date-parts': [[2002]] }],
    ['2021a', { 'date-parts': [[2021]] }],
    ['Fall 2003', { 'date-parts': [[2003]], season: 3 }],
    ['15 March 2003', { 'date-parts': [[2003, 3, 15]] }],
    ['2018 Jan 5', { 'date-parts': [[2018, 1, 5]] }],
    ['2018 Jan-Feb', { 'date-parts': [[2018, 1]] }],
    ['AUG 17 1999', { 'date-parts': [[1999, 8, 17]] }],
    ['12 février 2010', { 'date-parts': [[2010, 2, 12]] }],
    ['-0043', { 'date-parts': [[-44]] }],
    ['2020 (in press)', { 'date-parts': [[2020]] }],
    ['in press', { literal: 'in press' }],
    ['n.d.', { literal: 'n.d.' }],
    ['12', { literal: '12' }],
  ])('reads %s', (text, date) => {
    expect(readDate(text)).toEqual(date);
  });

  it('has nothing to say of nothing', () => {
    expect(readDate('  ')).toBeUndefined();
  });
});

describe('readYearMonthDay', () => {
  it.each([
    ['2002', 'mar', undefined, [[2002, 3]]],
    ['2002', '3', '15', [[2002, 3, 15]]],
    ['2002', 'October 15', undefined, [[2002, 10, 15]]],
    ['2002', 'July 30th', undefined, [[2002, 7, 30]]],
    ['2002', '15~oct', undefined, [[2002, 10, 15]]],
    ['2002', 'Jan.-Feb.', undefined, [[2002, 1]]],
    ['2002', 'März', undefined, [[2002, 3]]],
    ['2002', 'sometime', undefined, [[2002]]],
    ['2002-05', 'mar', undefined, [[2002, 5]]],
  ])('reads %s, %s and %s', (year, month, day, parts) => {
    expect(readYearMonthDay(year, month, day)).toEqual({ 'date-parts': parts });
  });
});

describe('readMonth', () => {
  it.each([
    ['jan', 1],
    ['Sept.', 9],
    ['décembre', 12],
    ['12', 12],
    ['13', undefined],
    ['x', undefined],
    ['', undefined],
  ])('%s', (text, month) => {
    expect(readMonth(text)).toBe(month);
  });
});

describe('readStatus', () => {
  it.each([
    ['in press', 'in press'],
    ['2020 (Forthcoming)', 'forthcoming'],
    ['2020', undefined],
  ])('%s', (text, status) => {
    expect(readStatus(text)).toBe(status);
  });
});
