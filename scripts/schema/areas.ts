/** Where each table stands in the picture: columns from left to right, in them areas, in them tables. */
export interface Area {
  label: string;
  tables: string[];
}

export interface PictureColumn {
  areas: Area[];
  /** On which side of the column its tables point to each other. */
  loops: 'left' | 'right';
}

/** Tables point to their own column or to a neighbour, so that no line crosses a box. */
export const pictureColumns: PictureColumn[] = [
  {
    areas: [
      {
        label: 'People and reviews',
        tables: ['user', 'session', 'account', 'verification', 'member', 'review'],
      },
    ],
    loops: 'right',
  },
  {
    areas: [
      {
        label: 'Codebook',
        tables: ['concept', 'concept_wording', 'code', 'code_wording', 'evidence_note'],
      },
    ],
    loops: 'left',
  },
  {
    areas: [
      {
        label: 'Coding',
        tables: [
          'claim',
          'claim_stage',
          'claim_flag',
          'estimate',
          'comparison',
          'comparison_rival',
          'comparison_claim',
        ],
      },
      { label: 'Certainty', tables: ['certainty_judgement', 'certainty_domain', 'certainty_study'] },
      { label: 'Cases', tables: ['case_table', 'case_condition', 'case_row'] },
    ],
    loops: 'right',
  },
  {
    areas: [
      { label: 'Studies', tables: ['study', 'study_code', 'report'] },
      {
        label: 'Editions and history',
        tables: ['edition', 'edition_link', 'edition_status', 'withheld', 'history', 'counter'],
      },
      { label: 'Jobs', tables: ['job'] },
    ],
    loops: 'left',
  },
  {
    areas: [{ label: 'References', tables: ['reference', 'import_batch', 'import_entry'] }],
    loops: 'left',
  },
];
