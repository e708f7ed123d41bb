const CATEGORIES = ['sexual', 'sexual/minors', 'violence', 'hate', 'harassment', 'self-harm', 'illicit'];

/** Whatever a text flags itself for: `flag:violence` puts it into that category. */
const FLAG = /\bflag:([a-z/-]+)/g;

/** One result for each text, as OpenAI's moderations answer. */
export function moderation(model: string, input: unknown): object {
  const texts = Array.isArray(input) ? input.map(String) : [String(input)];
  return { id: 'modr-1', model, results: texts.map(resultOf) };
}

function resultOf(text: string): object {
  const raised = new Set([...text.matchAll(FLAG)].map(([, category]) => category));
  const categories = Object.fromEntries(CATEGORIES.map((name) => [name, raised.has(name)]));
  return {
    flagged: Object.values(categories).includes(true),
    categories,
    category_scores: Object.fromEntries(CATEGORIES.map((name) => [name, raised.has(name) ? 0.9 : 0.01])),
  };
}
