import { now } from '../new-id.ts';
import type { Db } from './db.ts';

/** How an edition stands now. Its payload knows nothing of it. */
export interface EditionStatus {
  withdrawn: { at: string; reason: string } | null;
  isPublic: boolean;
}

/** One thing that became of an edition. */
export interface StatusChange {
  editionId: string;
  state: 'withdrawn' | 'reinstated' | 'public';
  reason: string;
  userId: string;
}

export async function addStatus(db: Db, { editionId, state, reason, userId }: StatusChange): Promise<number> {
  const [{ id }] = await db
    .insertInto('edition_status')
    .values({ edition_id: editionId, state, reason, user_id: userId, created_at: now() })
    .returning('id')
    .execute();
  return id;
}

/** How these editions stand, by their ids; one without a change stands as it was published. */
export async function readStatuses(
  db: Db,
  editionIds: readonly string[],
): Promise<Map<string, EditionStatus>> {
  const standing = new Map(
    editionIds.map((id): [string, EditionStatus] => [id, { withdrawn: null, isPublic: false }]),
  );
  if (editionIds.length === 0) return standing;
  const rows = await db
    .selectFrom('edition_status')
    .select(['edition_id', 'state', 'reason', 'created_at'])
    .where('edition_id', 'in', [...editionIds])
    .orderBy('id')
    .execute();
  for (const { edition_id, state, reason, created_at } of rows) {
    const status = standing.get(edition_id)!;
    if (state === 'public') status.isPublic = true;
    else status.withdrawn = state === 'withdrawn' ? { at: created_at, reason } : null;
  }
  return standing;
}

export async function readStatus(db: Db, editionId: string): Promise<EditionStatus> {
  return (await readStatuses(db, [editionId])).get(editionId)!;
}
