import { expect, it } from 'vitest';
import { ConfigError, readConfig } from '../../src/config.ts';

it.each([
  'https://phuxanh.example/?a=1',
  'https://phuxanh.example/?',
  'https://phuxanh.example/#a',
  'https://phuxanh.example#',
  'https://user@phuxanh.example',
  'https://user:word@phuxanh.example/',
  'https://:word@phuxanh.example/',
])('%s is no address that paths can be put behind', (PUBLIC_URL) => {
  expect(() => readConfig({ PUBLIC_URL })).toThrow(ConfigError);
  expect(() => readConfig({ PUBLIC_URL })).toThrow(/PUBLIC_URL: must be an address alone/);
});

it('an address with a port or a path is one', () => {
  for (const url of ['https://phuxanh.example', 'http://10.1.2.3:3000', 'https://so.example/phuxanh'])
    expect(readConfig({ PUBLIC_URL: `${url}/` }).publicUrl).toBe(url);
});

it('what is no address at all is said once', () => {
  expect(() => readConfig({ PUBLIC_URL: 'phuxanh' })).toThrow(/^[^\n]*\n {2}PUBLIC_URL: [^\n]*$/);
});
