import type { MemberTable } from '#db/schema.ts';
import { now } from '../new-id.ts';
import type { Db } from './db.ts';

export type Role = MemberTable['role'];

export interface Member {
  userId: string;
  name: string;
  role: Role;
}

export async function addMember(db: Db, reviewId: string, userId: string, role: Role): Promise<void> {
  await db
    .insertInto('member')
    .values({ review_id: reviewId, user_id: userId, role, created_at: now() })
    .execute();
}

export async function findRole(db: Db, reviewId: string, userId: string): Promise<Role | undefined> {
  const row = await db
    .selectFrom('member')
    .select('role')
    .where('review_id', '=', reviewId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  return row?.role;
}

export async function listMembers(db: Db, reviewId: string): Promise<Member[]> {
  const rows = await db
    .selectFrom('member')
    .innerJoin('user', 'user.id', 'member.user_id')
    .select(['user.id', 'user.name', 'member.role'])
    .where('member.review_id', '=', reviewId)
    .orderBy('member.created_at')
    .execute();
  return rows.map(({ id, name, role }) => ({ userId: id, name, role }));
}

/** Gives every membership of one user to another who has none in that review. */
export async function handOverMemberships(db: Db, fromUserId: string, toUserId: string): Promise<void> {
  const held = db.selectFrom('member').select('review_id').where('user_id', '=', toUserId);
  await db
    .updateTable('member')
    .set({ user_id: toUserId })
    .where('user_id', '=', fromUserId)
    .where('review_id', 'not in', held)
    .execute();
}
