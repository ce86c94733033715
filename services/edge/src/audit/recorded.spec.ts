// recorded.spec.ts — given a request, when it is recorded, then it holds what was asked for and no secret.
import 'reflect-metadata';
import { Body, Controller, Patch, Query } from '@nestjs/common';
import { Type } from 'class-transformer';
import { IsArray, IsBoolean, IsObject, IsOptional, IsString, ValidateNested } from 'class-validator';
import { declaredFields } from './declared-fields';
import { recorded, recordedBefore } from './recorded';

class TunnelBody {
  @IsString()
  address!: string;

  @IsString()
  peerPassword!: string;
}
class RouterBody {
  @IsString()
  name!: string;

  @IsOptional()
  @IsString()
  phone?: string;

  @IsOptional()
  @IsString()
  serverPassword?: string;

  @IsArray()
  tags!: string[];

  @IsObject()
  labels!: object;

  @ValidateNested()
  @Type(() => TunnelBody)
  tunnel!: TunnelBody;
}
class RouterQuery {
  @IsBoolean()
  force!: boolean;
}

@Controller()
class Routers {
  @Patch()
  change(@Body() _body: RouterBody, @Query() _query: RouterQuery): void {}

  @Patch('picture')
  picture(@Body() _picture: unknown): void {}
}

const parsed = (body: unknown, method = 'change'): unknown =>
  JSON.parse(recorded(declaredFields({ controller: Routers, method }, 'body', body)));

it('keeps what was asked for in declared fields, within declared fields, too', () => {
  const tunnel = { address: '10.0.0.1', peerPassword: 'rahasia' };
  expect(parsed({ name: 'Masjid', tags: ['a'], tunnel })).toEqual({
    ...{ name: 'Masjid', tags: ['a'] },
    tunnel: { address: '10.0.0.1', peerPassword: '•••' },
  });
});

it.each(['pasword', 'pass', 'pin', 'currentpass', 'pwd', 'sandi', 'Name', 'constructor', 'toString'])(
  'keeps no value under the name %s, which the route does not declare',
  (name) => {
    const body = JSON.stringify({
      ...{ [name]: 'rahasia', labels: { [name]: 'rahasia' }, name: { [name]: 'rahasia' } },
      tunnel: { [name]: 'rahasia', address: { [name]: 'rahasia' } },
      tags: [{ [name]: 'rahasia' }],
    });
    const text = JSON.stringify(parsed(JSON.parse(body)));
    expect(text).not.toContain('rahasia');
    expect(text).toContain(name);
    expect(JSON.stringify(parsed(JSON.parse(body), 'picture'))).not.toContain('rahasia');
  },
);

it('keeps of a query what the route declares', () => {
  const query = declaredFields({ controller: Routers, method: 'change' }, 'query', {
    force: 'true',
    pw: 'x',
  });
  expect(recorded(query)).toBe('{"force":"true","pw":"…"}');
});

it.each(['password', 'newPassword', 'token', 'code', 'otpCode', 'logoBase64', 'privateKey', 'pin', 'pass'])(
  'hides a declared %s',
  (name) => {
    expect(recorded({ [name]: 'rahasia' })).toBe(`{"${name}":"•••"}`);
  },
);

it('keeps the end of a phone number', () => {
  expect(parsed({ phone: '0812 3456 7890' })).toEqual({ phone: '•••7890' });
  expect(recordedBefore({ phone: '+6281234567891' }, { phone: 'x' })).toBe('{"phone":"•••7891"}');
});

it('is bounded: long texts, long lists, long and many names', () => {
  expect(parsed({ name: 'x'.repeat(501) })).toEqual({ name: `${'x'.repeat(500)}…` });
  expect((parsed({ tags: Array.from({ length: 210 }, () => 'n') }) as { tags: string[] }).tags).toHaveLength(
    200,
  );
  const names = (name: string) =>
    Object.fromEntries(Array.from({ length: 200 }, (_, n) => [`${name.repeat(400)}${n}`, 'x']));
  for (const name of ['f', '\u0001', '"', '😀'])
    expect(
      recorded(declaredFields({ controller: Routers, method: 'change' }, 'body', names(name))).length,
    ).toBeLessThanOrEqual(10_000);
  const large = { name: 'x'.repeat(500), tags: Array.from({ length: 50 }, () => 'x'.repeat(400)) };
  expect(parsed(large)).toEqual({ name: '…', tags: '…' });
});

it.each([undefined, null, 'text', Buffer.from('picture'), {}])('is empty for %p', (value) => {
  expect(recorded(declaredFields({ controller: Routers, method: 'change' }, 'body', value))).toBe('');
});

it('shows of before only what the request names', () => {
  expect(
    recordedBefore({ name: 'Lama', priceRupiah: 5_000, bytes: 1 }, { name: 'Baru', pwd: undefined }),
  ).toBe('{"name":"Lama"}');
});
