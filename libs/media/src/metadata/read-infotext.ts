/** One pair of the last line: a name, and a value that is quoted where it holds a comma, a colon or a line break. */
const PAIR = /(\w[\w \-/]{0,60}):\s*("(?:\\.|[^\\"])*"|[^,]*)(?:,|$)/g;
/** The text comes out of anybody's file: a longer line is not searched. */
const LONGEST_LINE = 10_000;
const SIZE = /^(\d+)x(\d+)$/;
/** A1111 takes a last line for prompt text unless it holds this many pairs. */
const FEWEST_PAIRS = 3;
const NEGATIVE = 'Negative prompt:';

/**
 * A1111's `parameters` text as the fields of its page (infotext_utils.py `parse_generation_parameters`): `Prompt`,
 * `Negative prompt`, then the pairs; `Size` becomes `Size-1` and `Size-2`.
 */
export function readInfotext(text: string): Record<string, string> {
  const lines = text.trim().split('\n');
  const lastLine = lines.at(-1) ?? '';
  const last = lastLine.length > LONGEST_LINE ? [] : pairsOf(lastLine);
  const pairs = last.length < FEWEST_PAIRS ? [] : last;
  const words = pairs.length === 0 ? lines : lines.slice(0, -1);
  const split = words.findIndex((line) => line.trim().startsWith(NEGATIVE));
  const prompt = split === -1 ? words : words.slice(0, split);
  const negative = split === -1 ? [] : words.slice(split);
  return {
    Prompt: prompt.join('\n').trim(),
    'Negative prompt': negative.join('\n').trim().slice(NEGATIVE.length).trim(),
    ...Object.fromEntries(pairs),
  };
}

function pairsOf(line: string): [string, string][] {
  return [...line.matchAll(PAIR)].flatMap(([, name = '', value = '']): [string, string][] => {
    const plain = unquoted(value.trim());
    const size = SIZE.exec(plain);
    return size === null
      ? [[name, plain]]
      : [
          [`${name}-1`, size[1] ?? ''],
          [`${name}-2`, size[2] ?? ''],
        ];
  });
}

function unquoted(value: string): string {
  if (!value.startsWith('"')) {
    return value;
  }
  try {
    return String(JSON.parse(value));
  } catch {
    return value;
  }
}
