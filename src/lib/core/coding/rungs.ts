/** What a rung of the Ladder may ask about. */
export type RungField = 'tier' | 'attribution' | 'setting' | 'same_source';

/** One step of the Ladder: what a claim must state to stay on it. Rungs are cumulative, in the order given. */
export interface Rung {
  key: string;
  label: string;
  /** What is asked, to follow "Here:". */
  asks: string;
  /** Null lets every claim pass. */
  field: RungField | null;
  /** Codes that pass. */
  accepts: string[];
}

const measured = ['measured_experimental', 'measured_prospective', 'measured_concurrent'];

export const defaultRungs: Rung[] = [
  { key: 'all', label: 'All claims', asks: 'every claim counts', field: null, accepts: [] },
  {
    key: 'primary',
    label: 'Primary studies',
    asks: 'reviews of other studies are left out',
    field: 'tier',
    accepts: ['A', 'B', 'C', 'D', 'E', 'F'],
  },
  {
    key: 'measured',
    label: 'Measured, not attributed afterwards',
    asks: 'the factor was measured, not credited in hindsight',
    field: 'attribution',
    accepts: measured,
  },
  {
    key: 'between_agencies',
    label: 'Between agencies',
    asks: 'the study is about several organisations, not the inside of one',
    field: 'setting',
    accepts: ['inter_organisational'],
  },
  {
    key: 'order_or_independence',
    label: 'Order in time, or outcome rated by others',
    asks: 'the factor came before the outcome, or others than those who rated it judged the outcome',
    field: 'tier',
    accepts: ['A', 'B'],
  },
  {
    key: 'separate_sources',
    label: 'Separate sources for cause and outcome',
    asks: 'cause and outcome come from different sources',
    field: 'same_source',
    accepts: ['no'],
  },
];
