import decodeQR from 'qr/decode.js';
import { isWholeQris } from '@saring/kernel';
import { qrisPng, qrisSvg } from './qris';

/** Of EMVCo's specification, its checksum included. */
const EMV =
  '00020101021229300012D156000000000510A93FO3230Q31280012D15600000001030812345678520441115802CN5914BEST TRANSPORT6007BEIJING64200002ZH0104最佳运输0202北京540523.7253031565502016233030412340603***0708A60086670902ME91320016A0112233449988770708123456786304A13A';

it('draws only what is whole', () => {
  expect(isWholeQris(EMV)).toBe(true);
  for (const damaged of [
    '',
    'hello',
    EMV.replace('23.72', '99.72'),
    EMV.slice(0, -1),
    `${EMV} `,
    EMV.toLowerCase(),
  ])
    expect([isWholeQris(damaged), qrisSvg(damaged), qrisPng(damaged)]).toEqual([false, null, null]);
});

it('says the same in the picture', () => {
  const png = qrisPng(EMV);
  expect(png?.subarray(1, 4).toString()).toBe('PNG');
  const [, size = '0'] = /viewBox="0 0 (\d+) /.exec(qrisSvg(EMV) ?? '') ?? [];
  const modules = new Set(
    [...(qrisSvg(EMV) ?? '').matchAll(/M(\d+) (\d+)h1v1h-1z/g)].map(([, x, y]) => `${x},${y}`),
  );
  const scale = 4;
  const side = Number(size) * scale;
  const data = new Uint8ClampedArray(side * side * 4).fill(255);
  for (let y = 0; y < side; y += 1)
    for (let x = 0; x < side; x += 1)
      if (modules.has(`${Math.floor(x / scale)},${Math.floor(y / scale)}`))
        data.fill(0, (y * side + x) * 4, (y * side + x) * 4 + 3);
  expect(decodeQR({ width: side, height: side, data })).toBe(EMV);
  for (const at of ['0,0', '3,3']) expect(modules.has(at)).toBe(false);
  expect(modules.has('4,4')).toBe(true);
});
