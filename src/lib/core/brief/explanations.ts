/** The program's own words in a brief, about method and limits. They hold no finding of any review. */
export const explanations = {
  share:
    'A share says how often a cause is named. It does not say how much the cause does. Small print under each line tells what it rests on. Please quote the line and its small print together.',
  signs:
    'The small print counts signs to watch. They show ways in which a cause can look bigger than it is. One sign is that leaders spoke for their own work. One more is that the end was known first.',
  ladder:
    'We ask in steps. At first each claim counts. Then each step asks for better proof. A cause that stays on top has more behind it. A cause that drops out may just not have been looked at.',
  noStudy: 'No study is not the same as no effect. It means that nobody has looked yet.',
  method:
    'We read studies and wrote down each claim that one thing leads to another. For each claim we noted how the study knows. Every study has the same weight. It is split over the causes that the study names. We drew the studies again and again by chance to see how far the shares could move.',
  limits:
    'Studies name what they looked at. So a share also shows what people like to study. Studies that found nothing may be missing. Two people may read one study in two ways. The links shown here are not proof of cause and effect.',
  tables: 'The tables hold all numbers behind the pages before. They use the terms of the field.',
} as const;
