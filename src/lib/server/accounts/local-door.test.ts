import { expect, it } from 'vitest';
import { LocalDoor } from './local-door.ts';

it('opens once for a key, and then for its cookie', () => {
  const door = new LocalDoor('secret');
  const key = door.makeKey();
  const cookie = door.open(key);
  expect(cookie).not.toBeNull();
  expect(door.open(key)).toBeNull();
  expect(door.recognises(cookie!)).toBe(true);
});

it('knows its cookies after a restart, and none of another folder', () => {
  const door = new LocalDoor('secret');
  const cookie = door.open(door.makeKey())!;
  expect(new LocalDoor('secret').recognises(cookie)).toBe(true);
  expect(new LocalDoor('other').recognises(cookie)).toBe(false);
});

it.each([undefined, '', '.', 'name', 'name.', 'name.signature', 'a.b.c'])(
  'does not open for the cookie %s',
  (cookie) => {
    expect(new LocalDoor('secret').recognises(cookie)).toBe(false);
  },
);

it.each(['', 'guess'])('does not open for the key "%s"', (key) => {
  const door = new LocalDoor('secret');
  door.makeKey();
  expect(door.open(key)).toBeNull();
});
