import type { LoraChoice, LoraLimits, LoraSource } from '@fusionbridge/core';
import { orderFor, place } from './order.js';
import { limitsFor, planned } from './planned.js';
import type { RunningBench } from './provider-bench.js';

/** Names from which it can be read where a LoRA is, each with the part that must reach the vendor. */
const NAMES: Readonly<Record<LoraSource, (index: number) => { name: string; part: string }>> = {
  file: (index) => ({ name: `lora-${index}`, part: `lora-${index}` }),
  url: (index) => ({ name: `https://loras.example/lora-${index}.safetensors`, part: `lora-${index}` }),
  huggingface: (index) => ({ name: `acme/lora-${index}`, part: `acme/lora-${index}` }),
  air: (index) => ({ name: `civitai:1000@10${index}`, part: `1000@10${index}` }),
};

/** An address without the name of a file, so that it is of no use to those who want a file. */
const BARE_ADDRESS = 'https://loras.example/download/77';

const ALL_SOURCES = Object.keys(NAMES).filter((name): name is LoraSource => name in NAMES);

interface Known extends LoraChoice {
  /** Seen in what the vendor is sent. */
  readonly part: string;
}

/** `count` LoRAs that can be had in this way. */
function lorasOf(source: LoraSource, count: number): Known[] {
  return Array.from({ length: count }, (_, index) => ({ ...NAMES[source](index), weight: 0.5 }));
}

/** As planning hands them over. */
function choices(loras: readonly Known[]): LoraChoice[] {
  return loras.map(({ name, weight }) => ({ name, weight }));
}

function isIn(sent: Buffer, { part }: Known): boolean {
  const escaped = part.replaceAll(/[.*+?^${}()|[\]\\]/g, String.raw`\$&`);
  return new RegExp(`${escaped}(?!\\d)`).test(sent.toString('latin1'));
}

/** LoRAs: all that it claims to take reach the vendor, and no other does in silence. */
export function describeLoras(bench: () => RunningBench): void {
  const limits = (): Pick<LoraLimits, 'max' | 'sources'> =>
    limitsFor(bench(), 'text').loras ?? { max: 0, sources: [] };
  const usual = (): LoraSource => limits().sources[0] ?? 'file';

  /** What reached the vendor of one order with these LoRAs, and what the adapter says that it left out. */
  async function order(loras: readonly Known[]): Promise<{ sent: boolean[]; dropped: unknown[] }> {
    const request = orderFor(bench(), { loras: choices(loras) });
    const { request: cut, degradations } = planned(bench().provider, request, bench().vendorModel);
    const images = await place(bench(), cut);
    expect(images.pictures).toHaveLength(1);
    return {
      sent: loras.map((lora) => isIn(bench().sent(), lora)),
      dropped: [...degradations, ...images.degradations].map(({ field, asked, given }) => [
        field,
        asked,
        given,
      ]),
    };
  }

  describe('with LoRAs', () => {
    it('applies as many as it claims to take', async () => {
      const loras = lorasOf(usual(), limits().max);
      expect(await order(loras)).toEqual({ sent: loras.map(() => true), dropped: [] });
    });

    it('never gives the vendor more than it takes, and names each one left out', async () => {
      const { max } = limits();
      const loras = lorasOf(usual(), max + 2);
      expect(await order(loras)).toEqual({
        sent: [...Array(max).fill(true), false, false],
        dropped: loras.slice(max).map(({ name }) => ['loras', `${name}:0.5`, 'dropped']),
      });
    });

    it('takes them from everywhere it claims to', async () => {
      for (const source of limits().sources) {
        expect({ source, ...(await order(lorasOf(source, 1))) }).toEqual({
          source,
          sent: [true],
          dropped: [],
        });
      }
    });

    it('leaves out what it cannot have, says so, and gives its place to another', async () => {
      const { sources, max } = limits();
      const strangers = ALL_SOURCES.filter((source) => !sources.includes(source)).map((source) => {
        const { name, part } = NAMES[source](99);
        return source === 'url'
          ? { name: BARE_ADDRESS, part: BARE_ADDRESS, weight: 1 }
          : { name, part, weight: 1 };
      });
      const own = lorasOf(usual(), max);
      const { sent, dropped } = await order([...strangers, ...own]);
      expect(sent).toEqual([...strangers.map(() => false), ...own.map(() => true)]);
      expect(dropped).toEqual(strangers.map(({ name }) => ['loras', `${name}:1`, 'dropped']));
    });
  });
}
