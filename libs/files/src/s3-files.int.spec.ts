// s3-files.int.spec.ts — the contract over a socket that speaks S3, and what a store far away can do wrong.
import { buffer } from 'node:stream/consumers';
import { startS3Simulator, type S3Simulator } from '../../../infra/simulators/s3/src';
import { faultOf, filesContract, streamOf } from './contract/files.contract';
import type { Files } from './files';
import { s3Files } from './s3-files';

const SHORT = { silentMilliseconds: 200, totalMilliseconds: 1_500 };
let s3: S3Simulator;
beforeAll(async () => {
  s3 = await startS3Simulator();
});
beforeEach(() => s3.clear());
afterAll(() => s3.close());

type Changed = Partial<Parameters<typeof s3Files>[0]>;
const settings = (changed: Changed = {}) => ({
  ...{ endpoint: s3.endpoint, region: s3.keys.region, bucket: s3.bucket, prefix: 'saring/', pathStyle: true },
  ...{ keyId: s3.keys.keyId, secret: s3.keys.secret },
  ...changed,
});
const files = (changed?: Changed): Files => s3Files(settings(changed));
const small = () => streamOf(Buffer.from('satu'));
const large = () => streamOf(Buffer.alloc(20 * 1024 * 1024));

describe('a bucket', () => {
  filesContract(files, async () => s3.uploads.size);

  it('sends large files in parts and small ones at once', async () => {
    await files().put('large', large());
    expect(s3.calls).toEqual(['begin', 'part', 'part', 'complete', 'head']);
    s3.clear();
    await files().put('small', small());
    expect(s3.calls).toEqual(['put', 'head']);
  });

  it('sees only what is its own, over all pages of a list', async () => {
    for (const key of ['other', 'saring/deep/one'])
      s3.objects.set(key, { bytes: Buffer.from('x'), at: new Date() });
    for (const name of ['c', 'a', 'b']) await files().put(name, small());
    s3.pageKeys = 2;
    expect((await files().list('')).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect((await files().page('', '', 9)).map(({ name }) => name)).toEqual(['a', 'b', 'c']);
    expect([...s3.objects.keys()].sort()).toContain('saring/a');
  });

  it.each([
    ['a secret', { secret: 'another-secret' }, 'SignatureDoesNotMatch'],
    ['a key id', { keyId: 'NOBODY' }, 'InvalidAccessKeyId'],
    ['a region', { region: 'eu-west-1' }, 'AuthorizationHeaderMalformed'],
  ])('is refused with %s that is wrong, and says so without the secret', async (_what, wrong, said) => {
    const put = files(wrong).put('one', small());
    await expect(put).rejects.toMatchObject({ fault: 'refused', message: expect.stringContaining(said) });
    await expect(put).rejects.not.toThrow('another-secret');
    expect(s3.objects.size).toBe(0);
    expect(await faultOf(files(wrong).list(''))).toBe('refused');
  });

  it('names a bucket that is not there', async () => {
    await expect(files({ bucket: 'nobody' }).put('one', small())).rejects.toThrow(
      'There is no bucket of s3://nobody/',
    );
  });

  it('tries again what a store could not do for a moment', async () => {
    s3.faults = [
      { call: 'part', status: 503, times: 1 },
      { call: 'complete', status: 0, times: 1 },
    ];
    await files().put('large', large());
    expect(s3.objects.get('saring/large')?.bytes).toHaveLength(20 * 1024 * 1024);
    expect(s3.uploads.size).toBe(0);
  });

  it('gives up on a store that keeps failing, and takes its parts away', async () => {
    s3.faults = [{ call: 'part', status: 500, times: 99 }];
    expect(await faultOf(files().put('large', large()))).toBe('unreachable');
    expect([s3.objects.size, s3.uploads.size]).toEqual([0, 0]);
  });

  it('waits for no store that is silent, whatever it is asked', async () => {
    s3.faults = (['put', 'list', 'get', 'delete'] as const).map((call) => ({ call, status: -1, times: 99 }));
    const hasty = s3Files(settings(), SHORT);
    const asked = [hasty.put('one', small()), hasty.list(''), hasty.get('one'), hasty.remove('one')];
    expect(await Promise.all(asked.map(faultOf))).toEqual(Array(4).fill('unreachable'));
  });

  it('ends a file that stops in the middle', async () => {
    await files().put('large', large());
    s3.faults = [{ call: 'get', status: -2, times: 1 }];
    const half = await s3Files(settings(), SHORT).get('large');
    await expect(buffer(half)).rejects.toThrow('gives no answer, or is too slow');
  });

  it('says where nobody listens', async () => {
    const gone = await startS3Simulator();
    await gone.close();
    const nowhere = files({ endpoint: gone.endpoint });
    expect(await faultOf(nowhere.put('one', small()))).toBe('unreachable');
  });

  it('believes no store that lost a part of the file', async () => {
    const set = s3.objects.set.bind(s3.objects);
    const losing = jest
      .spyOn(s3.objects, 'set')
      .mockImplementation((key, { bytes, at }) => set(key, { bytes: bytes.subarray(1), at }));
    try {
      await expect(files().put('one', small())).rejects.toThrow('says that it holds 3 of 4 bytes');
    } finally {
      losing.mockRestore();
    }
  });
});
