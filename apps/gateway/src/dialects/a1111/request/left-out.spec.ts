import { parametersEcho } from '../responses/parameters-echo.js';
import { A1111BodyPipe } from '../body/a1111-body.pipe.js';
import { Img2ImgBody } from '../body/img2img-body.dto.js';
import { Txt2ImgBody } from '../body/txt2img-body.dto.js';
import { leftOutOfImg2Img, leftOutOfTxt2Img } from './left-out.js';

describe(leftOutOfTxt2Img.name, () => {
  it('has nothing to say about a plain request', () => {
    expect(leftOutOfTxt2Img(new Txt2ImgBody())).toEqual([]);
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
    expect(leftOutOfTxt2Img(body)).toEqual([]);
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
    expect(leftOutOfTxt2Img(body).map(({ field, asked, given }) => [field, asked, given])).toEqual([
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

describe('what real clients send by themselves', () => {
  /** contracts/clients.md §2.1, as SillyTavern 1.19.0 sends it. */
  const SILLY_TAVERN = {
    url: 'http://127.0.0.1:7861',
    auth: 'anna:secret',
    prompt: 'a fox',
    negative_prompt: '',
    sampler_name: 'DDIM',
    scheduler: 'normal',
    steps: 20,
    cfg_scale: 7,
    width: 512,
    height: 512,
    restore_faces: false,
    enable_hr: false,
    hr_upscaler: 'Latent',
    hr_scale: 2,
    hr_additional_modules: [],
    denoising_strength: 0.7,
    hr_second_pass_steps: 0,
    override_settings: {
      CLIP_stop_at_last_layers: 1,
      sd_vae: 'Automatic',
      forge_additional_modules: [],
    },
    override_settings_restore_afterwards: true,
    clip_skip: 1,
    save_images: true,
    send_images: true,
    do_not_save_grid: false,
    do_not_save_samples: false,
  };
  /** contracts/clients.md §3.3. */
  const KOBOLD_LITE = {
    prompt: 'a fox',
    eta: 0,
    s_churn: 0,
    s_tmax: 0,
    s_tmin: 0,
    s_noise: 1,
    override_settings: {
      sd_model_checkpoint: 'default',
      eta_noise_seed_delta: 0,
      CLIP_stop_at_last_layers: 1.0,
      ddim_discretize: 'uniform',
      img2img_fix_steps: false,
      sd_hypernetwork: 'None',
      inpainting_mask_weight: 1,
      initial_noise_multiplier: 1,
      comma_padding_backtrack: 20,
    },
  };
  const pipe = new A1111BodyPipe(Txt2ImgBody);

  it.each([
    ['SillyTavern', SILLY_TAVERN],
    ['Kobold Lite', KOBOLD_LITE],
    ["A1111's own defaults", { ...parametersEcho(new Txt2ImgBody()) }],
  ])('is left out without a word: %s', async (_who, body) => {
    expect(leftOutOfTxt2Img(await pipe.transform(body))).toEqual([]);
  });

  it('is listed where it asks for something', async () => {
    const asking = {
      ...SILLY_TAVERN,
      eta: 0.5,
      distilled_cfg_scale: 4,
      sharpness: 2,
      override_settings: { CLIP_stop_at_last_layers: 2, sd_vae: 'film.safetensors' },
    };
    const listed = leftOutOfTxt2Img(await pipe.transform(asking));
    expect(listed.map(({ field, asked }) => [field, asked])).toEqual([
      ['distilled_cfg_scale', '4'],
      ['eta', '0.5'],
      ['override_settings.CLIP_stop_at_last_layers', '2'],
      ['override_settings.sd_vae', 'film.safetensors'],
      ['sharpness', '2'],
    ]);
    expect(JSON.stringify(listed)).not.toContain('secret');
  });
});
