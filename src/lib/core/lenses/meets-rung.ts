import type { Claim } from '../coding/claim.ts';
import type { FlagAnswer } from '../coding/flag-names.ts';
import type { Rung, RungField } from '../coding/rungs.ts';
import type { Study } from '../coding/study.ts';
import type { Piece } from './evidence.ts';

/** Whether a claim meets what a rung asks for, fails it, or does not state it. */
export function meetsRung({ field, accepts }: Rung, { claim, study }: Piece): FlagAnswer {
  if (field === null) return 'yes';
  const value = readField(field, claim, study);
  if (value === null) return 'not_stated';
  return accepts.includes(value) ? 'yes' : 'no';
}

function readField(field: RungField, claim: Claim, study: Study): string | null {
  if (field === 'tier') return study.tier;
  if (field === 'attribution') return claim.attribution;
  if (field === 'setting') return claim.setting;
  return claim.sameSource === 'unclear' ? null : claim.sameSource;
}
