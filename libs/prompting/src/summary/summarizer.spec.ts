import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { CurrentSettings } from '@fusionbridge/settings';
import { modelsWithChain, testSettings } from '@fusionbridge/testing';
import fc from 'fast-check';
import { type ChatOptions, type Fault, type Simulator, startChat } from '@fusionbridge/simulators';
import { VendorHttp } from '@fusionbridge/http';
import { ServiceClient } from '../service/service-client.js';
import { LlmClient } from '../llm/llm-client.js';
import { LlmEndpoints } from '../llm/llm-endpoints.js';
import { Summarizer } from './summarizer.js';
import { SummaryTemplate } from './summary-template.js';
import { countWords, withinWords } from './words.js';

const STORY = `Elena pushes the heavy tavern door open slowly, rain dripping from her black hooded cloak. "Is anybody here?"
she asks. She has been on the road for three days and she wonders whether anybody still remembers her name. Her violet
eyes are scanning the dim candlelight, a silver scar crossing her cheek. Years ago, she thought, this place had been
full of laughter. Marcus sits at the corner table in worn leather armor, both hands folded around a mug of ale. He
knows why she has come. She lowers the hood, letting her long silver hair spill over her shoulders, and smirks.`;

const NAMES = ['Elena', 'Marcus'];

function summarizerWith(env: Record<string, string>, template?: string): Summarizer {
  const settings = testSettings(modelsWithChain('other'), env);
  if (template !== undefined) {
    mkdirSync(settings.configFile('prompts'));
    writeFileSync(join(settings.configFile('prompts'), 'summarize.md'), template);
  }
  const current = new CurrentSettings(settings);
  const client = new LlmClient(new LlmEndpoints(current), new ServiceClient(new VendorHttp(settings)));
  return new Summarizer(current, client, new SummaryTemplate(settings));
}

describe('a summary without a language model', () => {
  it('keeps what can be seen, in its order', async () => {
    expect(await summarizerWith({}).summarize({ text: STORY, keep: NAMES })).toEqual({
      summary:
        'Elena pushes the heavy tavern door open, rain dripping from her black hooded cloak, violet eyes scanning the ' +
        'dim candlelight, a silver scar crossing her cheek, Marcus sits at the corner table in worn leather armor, ' +
        'both hands folded around a mug of ale, lowers the hood, letting her long silver hair spill over her ' +
        'shoulders, smirks',
      by: 'extract',
      why: 'no language model is set up',
    });
  });

  it('takes the first sentences of other languages', async () => {
    const satz = 'Der alte Mann ging langsam durch den Wald und dachte lange an nichts.';
    const text = Array.from({ length: 9 }, () => satz).join(' ');
    const { summary } = await summarizerWith({}).summarize({ text, keep: [] });
    expect(summary).toBe(Array.from({ length: 4 }, () => satz).join(' '));
    const japanese = '雨の夜、少女は古い橋の上に立っている。'.repeat(20);
    const cut = await summarizerWith({}).summarize({ text: japanese, keep: [] });
    expect(cut.by).toBe('extract');
    expect(japanese.startsWith(cut.summary)).toBe(true);
    expect(countWords(cut.summary)).toBeLessThan(60);
  });

  const TAGS = Array.from(
    '狐虎鹿鹤龙鱼猫狗马羊牛兔雁鹰燕莲梅兰竹菊松柳桃杏枫云雨雪霜雷星月日山河湖海岛桥塔',
  ).map((one) => `金色${one}影`);

  it.each([',', '，', '、', '；', '، '])('leaves tags as they are that %p divides', async (mark) => {
    const text = TAGS.join(mark);
    expect(await summarizerWith({}).summarize({ text, keep: [] })).toMatchObject({
      summary: text,
      by: 'none',
    });
  });

  it('cuts no clause of a text without spaces between its words', async () => {
    const clauses = Array.from('狐虎鹿鹤龙鱼猫狗马').map((one) => `一位${one}狸在城堡旁边戴着金色的大王冠`);
    const { summary, by } = await summarizerWith({}).summarize({ text: `${clauses.join('，')}。`, keep: [] });
    expect(by).toBe('extract');
    expect(clauses.slice(0, 6).join('，').startsWith(summary)).toBe(true);
    expect(clauses).toEqual(expect.arrayContaining(summary.split('，')));
  });

  it('cuts no word of a clause that is too long by itself', async () => {
    const text = '城堡'.repeat(80);
    const { summary } = await summarizerWith({ SUMMARY_MAX_LENGTH: '11' }).summarize({ text, keep: [] });
    expect(summary).toMatch(/^(?:城堡)+$/);
    expect(withinWords('one hundred thousand million', 2)).toBe('one hundred');
    expect(withinWords('a town of 10,000 people, by the sea', 5)).toBe('a town of 10,000');
  });

  it.each([
    ['a short prompt', 'a red door in a white wall', 'it is short enough'],
    ['nothing', '', 'it is short enough'],
    [
      'tags',
      Array.from({ length: 40 }, (_, index) => `blue hair ${index}`).join(', '),
      'it is a list of tags already',
    ],
    [
      'weights',
      `${'a long line of words that goes on '.repeat(9)} (door:1.2), (wall:1.3), (sky:1.1), ((sun))`,
      'it is a list of tags already',
    ],
  ])('leaves %s as it is', async (_what, text, why) => {
    expect(await summarizerWith({}).summarize({ text, keep: ['nobody'] })).toEqual({
      summary: text,
      by: 'none',
      why,
    });
  });

  it('leaves everything as it is where it is switched off', async () => {
    const summarizer = summarizerWith({ ENABLE_SUMMARIZATION: 'false' });
    expect(summarizer.enabled).toBe(false);
    expect(await summarizer.summarize({ text: STORY, keep: NAMES })).toMatchObject({
      summary: STORY,
      by: 'none',
    });
  });

  it('puts back the names that were lost, whatever their letter case, and no others', async () => {
    const text = `${STORY} He thought that Zoë and the old xyz-1 would know.`;
    const { summary } = await summarizerWith({ SUMMARY_MAX_LENGTH: '12' }).summarize({
      text,
      keep: ['zoe', 'XYZ-1', 'Ele', 'Somebody'],
    });
    expect(summary).toMatch(/, zoe, XYZ-1$/);
    expect(countWords(summary)).toBeLessThanOrEqual(12 + countWords('zoe, XYZ-1'));
  });

  it('sees through HTML, Markdown, code, speech and notes out of character', async () => {
    const text = `<div class="x"><b>A red dragon</b> sits on a golden throne &amp; stares.</div>
      *Her **green** eyes glow in the dark hall.* "The blue door is open, come in and see the white cat on the table."
      ((OOC: please paint the purple robot)) [OOC: the orange wolf]
      \`\`\`js
      const pink = 'flower';
      \`\`\`
      > The queen wears a [silver crown](https://example.com/black-castle) and a long velvet gown.
      ${'He wondered about many things that nobody could ever know or tell. '.repeat(5)}`;
    const { summary } = await summarizerWith({}).summarize({ text, keep: [] });
    expect(summary).toBe(
      'A red dragon sits on a golden throne & stares, green eyes glow in the dark hall, ' +
        'The queen wears a silver crown and a long velvet gown',
    );
  });
});

describe('properties of a summary', () => {
  const word = fc.oneof(
    fc.constantFrom(
      'red',
      'door',
      'she',
      'walks',
      'the',
      'and',
      'thought',
      'Élan',
      '雨の夜',
      '12',
      "it's",
      '<b>',
      '"',
      '*',
      '((OOC',
    ),
    fc.string({ unit: 'grapheme', maxLength: 6 }),
  );
  const words = fc
    .array(fc.tuple(word, fc.constantFrom(' ', ' ', ' ', ', ', '. ', '\n')), { minLength: 1, maxLength: 250 })
    .map((parts) => parts.flat().join(''));
  const kept = fc.array(fc.constantFrom('Elena', 'Marcus of Kent', 'ohwx', 'Zoë', '爱丽丝'), {
    maxLength: 4,
  });
  const order = fc.tuple(words, kept, fc.nat()).map(([around, names, at]) => ({
    text: `${around.slice(0, at % (around.length + 1))} ${names.join(' . ')} ${around.slice(at % (around.length + 1))}`,
    keep: names,
  }));
  const limits = fc.integer({ min: 10, max: 80 });

  it('loses no name, keeps within the limit, and changes nothing when it is asked again', async () => {
    await fc.assert(
      fc.asyncProperty(order, limits, async ({ text, keep }, limit) => {
        const env = { SUMMARY_MAX_LENGTH: String(limit) };
        const { summary, by } = await summarizerWith(env).summarize({ text, keep });
        for (const name of keep) {
          expect(summary.toLowerCase()).toContain(name.toLowerCase());
        }
        const most = by === 'none' ? Infinity : limit + countWords(keep.join(' . '));
        expect(countWords(summary)).toBeLessThanOrEqual(most);
        expect(summary === '').toBe(text === '');
        // Another summarizer, so that this one's memory of its own words is no help.
        const again = await summarizerWith(env).summarize({ text: summary, keep });
        expect(again.summary).toBe(summary);
      }),
      { numRuns: 150 },
    );
  });
});

describe('a summary by a language model', () => {
  const services: Simulator[] = [];

  afterEach(async () => {
    await Promise.all(services.splice(0).map((one) => one.close()));
  });

  async function open(options: ChatOptions = {}): Promise<Simulator> {
    const service = await startChat(options);
    services.push(service);
    return service;
  }

  function summarizerOf(service: Simulator, env: Record<string, string> = {}, template?: string): Summarizer {
    return summarizerWith({ LLM_BASE_URL: service.url, LLM_MODEL: 'painter', ...env }, template);
  }

  it('is made of the plain text, with the names that have to be in it', async () => {
    const service = await open({ reply: () => 'Summary: "Elena and Marcus in a tavern"' });
    const summarizer = summarizerOf(service);
    expect(await summarizer.summarize({ text: `<p>${STORY}</p>`, keep: [...NAMES, 'Zed'] })).toEqual({
      summary: 'Elena and Marcus in a tavern',
      by: 'llm',
      why: 'written by painter',
    });
    const sent = service.requests[0]?.body.toString() ?? '';
    expect(sent).toContain('spelt exactly so: Elena, Marcus.');
    expect(sent).toContain('300 words at most');
    expect(sent).toContain('"max_tokens":1112');
    expect(sent).not.toContain('<p>');
    expect(sent).not.toContain('Is anybody here');
  });

  it('gets back the names that the model lost, and loses the words above the limit', async () => {
    const service = await open({
      reply: () => 'a very long description of some dark tavern, in the deep night',
    });
    const { summary } = await summarizerOf(service, { SUMMARY_MAX_LENGTH: '10' }).summarize({
      text: STORY,
      keep: NAMES,
    });
    expect(summary).toBe('a very long description of some dark tavern, Elena, Marcus');
  });

  it('is asked for once: later, at the same moment, and when it comes back as a prompt', async () => {
    const long = Array.from({ length: 80 }, (_, index) => `the ${index} doors of this house are`).join(' ');
    const service = await open({ reply: () => long });
    const summarizer = summarizerOf(service);
    const order = { text: STORY, keep: NAMES };
    const both = await Promise.all([summarizer.summarize(order), summarizer.summarize(order)]);
    const [first] = both;
    expect(both[1]).toEqual(first);
    expect(await summarizer.summarize(order)).toEqual(first);
    expect(await summarizer.summarize({ text: first?.summary ?? '', keep: NAMES })).toEqual({
      summary: first?.summary,
      by: 'none',
      why: 'it is a summary already',
    });
    expect(service.requests).toHaveLength(1);
    await summarizer.summarize({ ...order, context: 'It is winter.' });
    expect(service.requests[1]?.body.toString()).toContain('It is winter.');
  });

  it.each<[Fault, string]>([
    ['unauthorized', 'refused the key'],
    ['rate_limited', 'is asked too often'],
    ['server_error', 'failed'],
    ['wrong_json', 'no JSON'],
    ['hang_before_accept', 'did not answer within 0.2 s'],
  ])('gives way to the extract after %s, and is asked again next time', async (fault, why) => {
    const service = await open({ reply: () => 'Elena and Marcus in a tavern' });
    const summarizer = summarizerOf(service, { LLM_SUMMARIZE_TIMEOUT_SECONDS: '0.2' });
    service.fault(fault);
    const order = { text: STORY, keep: NAMES };
    expect(await summarizer.summarize(order)).toMatchObject({
      summary: expect.stringContaining('Elena pushes the heavy tavern door'),
      by: 'extract',
      why: expect.stringContaining(why),
    });
    expect((await summarizerOf(service).summarize(order)).by).toBe('llm');
  });

  it('is not asked for each text while the model fails, says why, and is asked again later', async () => {
    const service = await open({ reply: () => 'Elena and Marcus in a tavern' });
    const summarizer = summarizerOf(service);
    service.fault('server_error');
    await summarizer.summarize({ text: STORY, keep: NAMES });
    const asked = service.requests.length;
    expect(summarizer.failing).toContain('failed');
    const next = await summarizer.summarize({ text: `${STORY} It rains.`, keep: NAMES });
    expect(next).toMatchObject({ by: 'extract', why: expect.stringMatching(/not asked for 30 s .*failed/) });
    expect(service.requests).toHaveLength(asked);
    const now = Date.now();
    const clock = jest.spyOn(Date, 'now').mockReturnValue(now + 31_000);
    const later = await summarizer.summarize({ text: STORY, keep: NAMES });
    clock.mockRestore();
    expect([later.by, summarizer.failing]).toEqual(['llm', null]);
  });

  it.each(["I'm sorry, but I can't help with that.", 'I cannot describe this.', '```\n```'])(
    'gives way to the extract where the model says %p',
    async (answer) => {
      const service = await open({ reply: () => answer });
      const { by, why } = await summarizerOf(service).summarize({ text: STORY, keep: NAMES });
      expect([by, why]).toEqual(['extract', 'the language model would not describe it']);
    },
  );

  it("follows the operator's own template", async () => {
    const service = await open({ reply: () => 'ok' });
    await summarizerOf(service, {}, 'Be brief: {{max_words}}, {{ names }}!').summarize({
      text: STORY,
      keep: NAMES,
    });
    expect(service.requests[0]?.body.toString()).toContain('Be brief: 300, Elena, Marcus!');
  });
});
