import { LoraMatcher, readLoraDocument } from '@fusionbridge/loras';
import { percentile } from './median.js';
import type { Row } from './row.js';

const LORAS = 5000;
const KEYWORDS_EACH = 5;
const PROMPT_LENGTH = 4096;
const SEARCHES = 500;
/** The first searches run in code that is not compiled yet. */
const WARM_UP = 50;

const SYLLABLES = 'ka lo mi ren ta vo shi el an dor qu bri zen ul par tis'.split(' ');
const COMMON = 'the rain was dripping from her hooded cloak and violet light fell over them'.split(' ');

/** How long it takes to build the automaton of a large catalogue, and to search a long prompt with it. */
export async function measureMatching(): Promise<Row[]> {
  const dice = new Dice(42);
  const loras = Object.fromEntries(
    Array.from({ length: LORAS }, (_, index) => [
      `lora-${index}`,
      { url: 'owner/lora', keywords: Array.from({ length: KEYWORDS_EACH }, () => keyword(dice)) },
    ]),
  );
  const catalogue = readLoraDocument({ loras });
  const buildStart = performance.now();
  const matcher = new LoraMatcher(catalogue);
  const buildMs = performance.now() - buildStart;
  const prompt = passage(dice, Object.values(loras));
  const times: number[] = [];
  for (let search = 0; search < SEARCHES + WARM_UP; search += 1) {
    const start = performance.now();
    matcher.match({ prompt });
    times.push(performance.now() - start);
  }
  const sorted = times.slice(WARM_UP).toSorted((a, b) => a - b);
  return [
    {
      labels: { loras: LORAS, keywords: LORAS * KEYWORDS_EACH, prompt_characters: prompt.length },
      figures: {
        build_ms: buildMs,
        p50_ms: percentile(sorted, 0.5),
        p99_ms: percentile(sorted, 0.99),
        matches: matcher.match({ prompt }).length,
      },
    },
  ];
}

/** The same numbers every time. */
class Dice {
  constructor(private state: number) {}

  below(limit: number): number {
    this.state = (this.state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((this.state / 2_147_483_648) * limit);
  }

  oneOf<T>(list: readonly T[], fallback: T): T {
    return list[this.below(list.length)] ?? fallback;
  }
}

function keyword(dice: Dice): string {
  const word = (): string =>
    Array.from({ length: 3 + dice.below(2) }, () => dice.oneOf(SYLLABLES, 'ka')).join('');
  return dice.below(2) === 0 ? word() : `${word()} ${word()}`;
}

/** Prose in which now and then somebody of the catalogue appears. */
function passage(dice: Dice, loras: readonly { readonly keywords: readonly string[] }[]): string {
  let text = '';
  while (text.length < PROMPT_LENGTH) {
    const keywords = dice.oneOf(loras, { keywords: [] }).keywords;
    text += `${dice.below(20) === 0 ? dice.oneOf(keywords, 'nobody') : dice.oneOf(COMMON, 'the')} `;
  }
  return text.slice(0, PROMPT_LENGTH);
}
