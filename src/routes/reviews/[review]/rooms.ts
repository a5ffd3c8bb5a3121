/** The rooms of a review, in the order of the work. */
export const rooms = [
  { path: '', label: 'Overview' },
  { path: 'library', label: 'Library' },
  { path: 'code', label: 'Code' },
  { path: 'weigh', label: 'Weigh' },
  { path: 'map', label: 'Map' },
  { path: 'share', label: 'Share' },
  { path: 'settings', label: 'Settings' },
] as const;
