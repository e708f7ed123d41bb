import { A1111BodyPipe } from './a1111-body.pipe.js';
import { BodyRejected } from './body-rejected.js';
import { Img2ImgBody } from './img2img-body.dto.js';
import { Txt2ImgBody } from './txt2img-body.dto.js';

const pipe = new A1111BodyPipe(Txt2ImgBody);

async function rejection(value: unknown): Promise<BodyRejected> {
  try {
    await pipe.transform(value);
  } catch (error) {
    if (error instanceof BodyRejected) {
      return error;
    }
    throw error;
  }
  throw new Error('The body was taken.');
}

describe(A1111BodyPipe.name, () => {
  it("gives A1111's defaults for what is left out", async () => {
    expect(await pipe.transform({})).toMatchObject({
      prompt: '',
      negative_prompt: '',
      styles: [],
      seed: -1,
      batch_size: 1,
      n_iter: 1,
      width: 512,
      height: 512,
      denoising_strength: 0.75,
      enable_hr: false,
      hr_scale: 2,
      send_images: true,
      save_images: false,
      override_settings: {},
      override_settings_restore_afterwards: true,
      alwayson_scripts: {},
      script_args: [],
    });
    expect(await new A1111BodyPipe(Img2ImgBody).transform({})).toMatchObject({
      init_images: [],
      resize_mode: 0,
      denoising_strength: 0.75,
      mask_blur: 4,
      inpainting_fill: 0,
      inpaint_full_res: true,
      inpainting_mask_invert: 0,
      include_init_images: false,
    });
  });

  it('takes null for left out', async () => {
    const body = await pipe.transform({ prompt: null, width: null, steps: null, override_settings: null });
    expect(body).toMatchObject({ prompt: '', width: 512, steps: undefined, override_settings: {} });
  });

  it('never lets a field through that nobody declared', async () => {
    const sent: unknown = JSON.parse(
      '{"url":"http://me","auth":"user:secret","__proto__":{"prompt":"x"},"prompt":"y"}',
    );
    const body = await pipe.transform(sent);
    expect(JSON.stringify(body)).not.toMatch(/secret|http:\/\/me/);
    expect(body).toBeInstanceOf(Txt2ImgBody);
    expect(body.prompt).toBe('y');
  });

  it('reads numbers and switches as pydantic does', async () => {
    const sent = { steps: '20', width: 512.9, seed: '', enable_hr: 'on', send_images: 0, cfg_scale: '3.5' };
    expect(await pipe.transform({ ...sent, override_settings: [] })).toMatchObject({
      steps: 20,
      width: 512,
      seed: -1,
      enable_hr: true,
      send_images: false,
      cfg_scale: 3.5,
      override_settings: {},
    });
  });

  it('takes lists of prompts and seeds', async () => {
    expect(await pipe.transform({ prompt: ['a', 'b'], seed: [1, '2', null] })).toMatchObject({
      prompt: ['a', 'b'],
      seed: [1, 2, -1],
    });
  });

  it.each([
    [{ steps: 'many' }, 'steps', 'value is not a valid integer', 'type_error.integer'],
    [{ cfg_scale: {} }, 'cfg_scale', 'value is not a valid float', 'type_error.float'],
    [{ enable_hr: 'perhaps' }, 'enable_hr', 'value could not be parsed to a boolean', 'type_error.bool'],
    [{ prompt: {} }, 'prompt', 'str type expected', 'type_error.str'],
    [{ prompt: ['a', {}] }, 'prompt', 'str type expected', 'type_error.str'],
    [{ styles: 'x' }, 'styles', 'value is not a valid list', 'type_error.list'],
    [{ override_settings: 'x' }, 'override_settings', 'value is not a valid dict', 'type_error.dict'],
    [
      { width: -512 },
      'width',
      'ensure this value is greater than or equal to 1',
      'value_error.number.not_ge',
    ],
    [
      { batch_size: 1000 },
      'batch_size',
      'ensure this value is less than or equal to 32',
      'value_error.number.not_le',
    ],
    [
      { prompt: 'x'.repeat(65_537) },
      'prompt',
      'ensure this value has at most 65536 characters',
      'value_error.any_str.max_length',
    ],
  ])("refuses %j in FastAPI's words", async (body, field, msg, type) => {
    expect((await rejection(body)).detail).toEqual([{ loc: ['body', field], msg, type }]);
  });

  it('names every field that is wrong', async () => {
    const { detail } = await rejection({ steps: 'x', width: 0 });
    expect(detail.map((one) => one.loc)).toEqual([
      ['body', 'steps'],
      ['body', 'width'],
    ]);
  });

  it.each([
    [undefined, 'field required', 'value_error.missing'],
    ['text', 'value is not a valid dict', 'type_error.dict'],
    [[], 'value is not a valid dict', 'type_error.dict'],
  ])('refuses the body %j', async (body, msg, type) => {
    expect((await rejection(body)).detail).toEqual([{ loc: ['body'], msg, type }]);
  });
});
