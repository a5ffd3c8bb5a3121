import { isAbsolute, join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isLoopback, readSettings, SettingsError } from './settings.ts';

describe('settings from the environment', () => {
  it('are those of one’s own machine where nothing is said', () => {
    const settings = readSettings({});
    expect(settings).toMatchObject({
      mode: 'local',
      host: '127.0.0.1',
      port: 4242,
      portIsFixed: false,
      origin: null,
    });
    expect(isAbsolute(settings.dataFolder)).toBe(true);
    expect(settings.databaseAddress).toBe(
      `file:${join(settings.dataFolder, 'database', 'counterweight.db')}`,
    );
  });

  it('take empty values for none', () => {
    const empty = { PORT: '', ORIGIN: '', COUNTERWEIGHT_MODE: '', COUNTERWEIGHT_HOST: '', DATABASE_URL: '' };
    expect(readSettings(empty)).toEqual(readSettings({}));
  });

  it('do not listen to HOST, which shells and compilers export', () => {
    expect(readSettings({ HOST: '0.0.0.0' })).toEqual(readSettings({}));
  });

  it('find the data folder from where the command was typed', () => {
    const typedIn = resolve('/home/me');
    expect(readSettings({ DATA_DIR: 'mine', INIT_CWD: typedIn }).dataFolder).toBe(join(typedIn, 'mine'));
    expect(readSettings({ DATA_DIR: resolve('/data'), INIT_CWD: typedIn }).dataFolder).toBe(resolve('/data'));
  });

  it('take another database, and keep the folder for files', () => {
    const address = 'postgres://u:p@db/x';
    expect(readSettings({ DATABASE_URL: address, DATA_DIR: resolve('/data') })).toMatchObject({
      databaseAddress: address,
      dataFolder: resolve('/data'),
    });
  });

  it.each([
    [{ COUNTERWEIGHT_MODE: 'server' }, 'server'],
    [{ COUNTERWEIGHT_MODE: 'local' }, 'local'],
    [{ ORIGIN: 'http://localhost:4242' }, 'local'],
    [{ ORIGIN: 'https://evidence.example.org' }, 'server'],
    [{ ORIGIN: 'https://evidence.example.org', COUNTERWEIGHT_HOST: '0.0.0.0' }, 'server'],
    [{ COUNTERWEIGHT_HOST: '127.0.0.2' }, 'local'],
  ])('%j run as %s', (environment, mode) => {
    expect(readSettings(environment).mode).toBe(mode);
  });

  it('name an origin without a path', () => {
    expect(readSettings({ ORIGIN: 'https://evidence.example.org/' }).origin).toBe(
      'https://evidence.example.org',
    );
  });

  it.each([
    [{ PORT: 'many' }, 'PORT'],
    [{ PORT: '65536' }, 'PORT'],
    [{ PORT: '-1' }, 'PORT'],
    [{ PORT: '80.5' }, 'PORT'],
    [{ ORIGIN: 'evidence.example.org' }, 'ORIGIN'],
    [{ ORIGIN: 'ftp://evidence.example.org' }, 'ORIGIN'],
    [{ ORIGIN: 'https://evidence.example.org/map' }, 'ORIGIN'],
    [{ COUNTERWEIGHT_MODE: 'Server' }, 'COUNTERWEIGHT_MODE'],
    [{ COUNTERWEIGHT_MODE: 'local', COUNTERWEIGHT_HOST: '0.0.0.0' }, 'COUNTERWEIGHT_MODE'],
    [{ COUNTERWEIGHT_MODE: 'local', ORIGIN: 'https://evidence.example.org' }, 'COUNTERWEIGHT_MODE'],
    [{ COUNTERWEIGHT_HOST: '0.0.0.0' }, 'ORIGIN'],
    [{ COUNTERWEIGHT_HOST: '::' }, 'ORIGIN'],
    [{ COUNTERWEIGHT_MODE: 'server', COUNTERWEIGHT_HOST: '192.168.1.7' }, 'ORIGIN'],
  ])('%j are refused, and the message names what to change', (environment, name) => {
    expect(() => readSettings(environment)).toThrow(SettingsError);
    expect(() => readSettings(environment)).toThrow(name);
  });
});

it.each([
  ['127.0.0.1', true],
  ['localhost', true],
  ['::1', true],
  ['[::1]', true],
  ['127.8.9.1', true],
  ['0.0.0.0', false],
  ['127.0.0.1.evil.example', false],
  ['localhost.evil.example', false],
  ['1127.0.0.1', false],
  ['', false],
])('whether %s is this computer: %s', (host, own) => {
  expect(isLoopback(host)).toBe(own);
});
