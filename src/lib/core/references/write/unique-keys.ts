/** Keys for a file that is written: what may stand in a key there, and none of them twice. */
import { IdRegister } from '../collector.ts';
import type { CslItem } from '../csl.ts';
import { suggestKey } from '../suggest-key.ts';

export function uniqueKeys(items: readonly CslItem[], allowed: RegExp): string[] {
  const register = new IdRegister();
  return items.map((item, index) => {
    const key = item.id.replace(allowed, '') || suggestKey(item).replace(allowed, '') || 'reference';
    return register.take(key, { line: index }).id;
  });
}
