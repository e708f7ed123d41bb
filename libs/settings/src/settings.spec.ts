import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { IsArray, IsBoolean, IsInt, IsOptional, IsString } from 'class-validator';
import { Setting } from './declare/setting.js';
import { list, matching, wholeNumber } from './declare/setting-kind.js';
import { SettingsError } from './settings-error.js';
import { Settings } from './settings.js';

class Section {
  @IsInt()
  A_NUMBER: number = 5;
  @IsBoolean()
  A_SWITCH: boolean = false;
  @IsArray()
  A_LIST: string[] = [];
  @Setting('Port', wholeNumber({ from: 0, to: 65_535 }, 'a port number'), { also: 'OLD_PORT' })
  A_PORT: number = 1;
  @Setting('Keys', list(matching(/^\S{8,}$/, 'keys of 8 characters')))
  API_KEYS: string[] = [];
  @IsOptional()
  @IsString()
  A_TEXT?: string = undefined;
}

const models = {
  default: 'Main',
  models: [
    { id: 'main', family: 'flux', aliases: ['dall-e-3'], chain: [{ provider: 'one', model: 'm' }] },
    { id: 'local', chain: [{ provider: 'two', family: 'sd15' }] },
  ],
};

function settingsWith(env: Record<string, string>, file: unknown = models): Settings {
  const configPath = mkdtempSync(join(tmpdir(), 'fusionbridge-settings-'));
  writeFileSync(join(configPath, 'models.json'), typeof file === 'string' ? file : JSON.stringify(file));
  return new Settings({ env, configPath });
}

function mistakesOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    if (error instanceof SettingsError) {
      return error.message;
    }
    throw error;
  }
  throw new Error('no mistake was found');
}

describe(Settings.name, () => {
  it('converts variables by their declared type and keeps defaults for the rest', () => {
    const read = settingsWith({ A_NUMBER: '7', A_SWITCH: 'yes', A_LIST: 'a, b,', A_TEXT: ' ' }).section(
      Section,
    );
    expect(read).toMatchObject({ A_NUMBER: 7, A_SWITCH: true, A_LIST: ['a', 'b'], A_TEXT: undefined });
  });

  it('names the file, the key, what was found and what is allowed', () => {
    const text = mistakesOf(() => settingsWith({ A_PORT: 'abc' }).section(Section));
    expect(text).toContain('environment or .env: A_PORT: found "abc"; allowed:');
    expect(text).toContain('a port number');
  });

  it('lists every mistake at once', () => {
    const text = mistakesOf(() => settingsWith({ A_NUMBER: '1.5', A_SWITCH: 'perhaps' }).section(Section));
    expect(text).toContain('A_NUMBER');
    expect(text).toContain('A_SWITCH: found "perhaps"');
  });

  it('never prints a secret in a mistake', () => {
    const text = mistakesOf(() => settingsWith({ API_KEYS: 'sh ort-secret' }).section(Section));
    expect(text).toContain('API_KEYS: found (hidden)');
    expect(text).not.toContain('ort-secret');
  });

  it('finds models by id and alias in any case and resolves the family of a link', () => {
    const { models: catalogue } = settingsWith({});
    expect(catalogue.defaultModel.id).toBe('main');
    expect(catalogue.find('DALL-E-3')?.id).toBe('main');
    expect(catalogue.find('main')?.chain).toEqual([
      { provider: 'one', vendorModel: 'm', family: 'flux', redux: false },
    ]);
    expect(catalogue.find('local')?.chain[0]).toEqual({
      provider: 'two',
      vendorModel: '',
      family: 'sd15',
      redux: false,
    });
    expect(catalogue.find('nothing')).toBeNull();
  });

  it.each([
    [
      'a wrong type',
      { ...models, models: [{ id: 'x', chain: [{ provider: 5 }] }] },
      'models[0].chain[0].provider: found 5',
    ],
    ['a mistyped key', { ...models, modles: [] }, 'modles: found []'],
    [
      'an unknown default',
      { ...models, default: 'other' },
      'default: found "other"; allowed: the id of one of its models: main, local',
    ],
    [
      'a name twice',
      { ...models, models: [...models.models, { id: 'DALL-E-3', chain: [] }] },
      'a name that main does not have already',
    ],
    ['broken JSON', '{"default": ', '(whole file): found no valid JSON'],
    ['a list', '[]', '(whole file)'],
  ])('refuses a models.json with %s', (_case, file, expected) => {
    const text = mistakesOf(() => settingsWith({}, file));
    expect(text).toContain('config/models.json: ');
    expect(text).toContain(expected);
  });

  it('reads the models.json that ships', () => {
    const shipped = readFileSync(join(import.meta.dirname, '../../../config/models.json'), 'utf8');
    const { models: catalogue } = settingsWith({}, shipped);
    expect(catalogue.find('dall-e-3')).toBe(catalogue.defaultModel);
    expect(catalogue.find('gpt-image-2')?.chain[0]?.provider).toBe('openai');
    expect(catalogue.find('sandbox')?.family).toBe('sandbox');
  });

  it('blanks a key out of texts whatever its variable is called, once it was asked for', () => {
    const settings = settingsWith({ PAINTER_ONE: 'not-called-a-secret' });
    expect(settings.secret('PAINTER_ONE')).toBe('not-called-a-secret');
    expect(settings.secret('PAINTER_TWO')).toBeNull();
    expect(settings.redact('it is not-called-a-secret')).toBe('it is ***');
  });

  it('blanks secrets out of texts: keys, owners, passwords in addresses, headers', () => {
    const settings = settingsWith({
      API_KEYS: 'alice=alice-key-1,plain-key-2',
      DATABASE_URL: 'postgres://me:hunter22@db/x',
      SD_API_AUTH: 'user:pass-word',
      NOT_SO_PRIVATE: 'visible',
    });
    const clean = settings.redact(
      'alice-key-1 plain-key-2 hunter22 user:pass-word visible Authorization: Bearer something-else',
    );
    expect(clean).toBe('*** *** *** *** visible Authorization: Bearer ***');
  });

  describe('with a model_config.json', () => {
    function modelsWith(config: object): Settings['models'] {
      const path = join(mkdtempSync(join(tmpdir(), 'fusionbridge-settings-')), 'model_config.json');
      writeFileSync(path, JSON.stringify(config));
      return settingsWith({ CONFIG_PATH: path }).models;
    }

    it('knows its name as one more of the default model, unless a model has it', () => {
      expect(modelsWith({ name: 'FLUX.1-dev' }).find('flux.1-dev')?.id).toBe('main');
      expect(modelsWith({ name: 'Local' }).find('local')?.id).toBe('local');
      expect(modelsWith({ name: 'Local' }).defaultModel.aliases).toEqual(['dall-e-3']);
    });

    it('leaves variations of Flux to Redux where it says so', () => {
      const redux = (config: object): (boolean | undefined)[] =>
        modelsWith({ pipeline: { variations_config: config } }).all.map((model) => model.chain[0]?.redux);
      expect(redux({ enable_flux_redux: true })).toEqual([true, false]);
      expect(redux({ use_flux_redux: true })).toEqual([true, false]);
      expect(redux({ enable_flux_redux: false })).toEqual([false, false]);
    });

    it('has to be there when it is named', () => {
      expect(mistakesOf(() => settingsWith({ CONFIG_PATH: './gone.json' }))).toContain(
        'environment or .env: CONFIG_PATH: found "./gone.json"; allowed: the path of a file',
      );
    });
  });

  it('takes what a replaced system calls a variable, ours first, and names it in mistakes', () => {
    const port = (env: Record<string, string>): number => settingsWith(env).section(Section).A_PORT;
    expect(port({ OLD_PORT: '9999' })).toBe(9999);
    expect(port({ OLD_PORT: '9999', A_PORT: '7000' })).toBe(7000);
    expect(port({ OLD_PORT: '9999', A_PORT: ' ' })).toBe(9999);
    expect(mistakesOf(() => port({ OLD_PORT: 'abc' }))).toContain('OLD_PORT: found "abc"');
  });

  it('puts the home of the user where a text begins with ~', () => {
    expect(settingsWith({ A_TEXT: '~/pictures' }).section(Section).A_TEXT).toBe(join(homedir(), 'pictures'));
    expect(settingsWith({ A_TEXT: '~' }).section(Section).A_TEXT).toBe(homedir());
    expect(settingsWith({ A_TEXT: 'a~b' }).section(Section).A_TEXT).toBe('a~b');
  });

  it.each(['C:\\Users\\Some One\\pictures', './my pictures', '/srv/a b/#1'])(
    'takes the path %s as it is, spaces and backslashes included',
    (path) => {
      expect(settingsWith({ A_TEXT: path }).section(Section).A_TEXT).toBe(path);
    },
  );
});
