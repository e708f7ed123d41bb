import { BridgeError } from '@fusionbridge/core';
import { Img2ImgBody } from '../body/img2img-body.dto.js';
import { Txt2ImgBody } from '../body/txt2img-body.dto.js';
import { leftOutOf, leftOutOfImg2Img, refuseWhenStrict } from './left-out.js';

describe(leftOutOf.name, () => {
  it('has nothing to say about a plain request', () => {
    expect(leftOutOf(new Txt2ImgBody())).toEqual([]);
    expect(leftOutOfImg2Img(new Img2ImgBody())).toEqual([]);
  });

  it('has nothing to say about what SillyTavern always sends', () => {
    const body = Object.assign(new Txt2ImgBody(), {
      restore_faces: false,
      clip_skip: 1,
      alwayson_scripts: {},
      subseed_strength: 0,
      refiner_checkpoint: 'None',
    });
    expect(leftOutOf(body)).toEqual([]);
  });

  it('lists what is asked for and cannot be done', () => {
    const body = Object.assign(new Txt2ImgBody(), {
      restore_faces: true,
      tiling: true,
      clip_skip: 2,
      styles: ['soft', 'warm'],
      subseed_strength: 0.3,
      seed_resize_from_w: 512,
      seed_resize_from_h: 512,
      alwayson_scripts: { ADetailer: { args: [true] } },
      script_name: 'x/y/z plot',
      refiner_checkpoint: 'sketch',
      infotext: 'Steps: 3',
    });
    expect(leftOutOf(body).map(({ field, asked, given }) => [field, asked, given])).toEqual([
      ['styles', 'soft, warm', 'dropped'],
      ['subseed_strength', '0.3', 'dropped'],
      ['seed_resize_from_w', '512', 'dropped'],
      ['seed_resize_from_h', '512', 'dropped'],
      ['restore_faces', 'true', 'dropped'],
      ['tiling', 'true', 'dropped'],
      ['refiner_checkpoint', 'sketch', 'dropped'],
      ['script_name', 'x/y/z plot', 'dropped'],
      ['alwayson_scripts', 'ADetailer', 'dropped'],
      ['infotext', 'Steps: 3', 'dropped'],
      ['clip_skip', '2', 'dropped'],
    ]);
  });

  it('lists what img2img cannot do, and shows no picture doing so', () => {
    const body = Object.assign(new Img2ImgBody(), {
      init_images: ['AAAA', 'BBBB'],
      mask: 'CCCC',
      mask_blur: 12,
      resize_mode: 2,
      inpainting_fill: 1,
    });
    expect(leftOutOfImg2Img(body).map(({ field, asked, given }) => [field, asked, given])).toEqual([
      ['init_images', '2 pictures', 'the first one'],
      ['resize_mode', '2', 'crop and resize'],
      ['mask_blur', '12', '4 pixels inside the mask'],
      ['inpainting_fill', '1', 'dropped'],
    ]);
  });

  it('has nothing to say about a mask that is not there', () => {
    expect(leftOutOfImg2Img(Object.assign(new Img2ImgBody(), { mask_blur: 12, inpainting_fill: 1 }))).toEqual(
      [],
    );
  });
});

describe(refuseWhenStrict.name, () => {
  const [one] = leftOutOf(Object.assign(new Txt2ImgBody(), { tiling: true }));

  it('refuses only what was asked for in full', () => {
    expect(() => refuseWhenStrict('report', one === undefined ? [] : [one])).not.toThrow();
    expect(() => refuseWhenStrict('strict', [])).not.toThrow();
    expect(() => refuseWhenStrict('strict', one === undefined ? [] : [one])).toThrow(BridgeError);
  });
});
