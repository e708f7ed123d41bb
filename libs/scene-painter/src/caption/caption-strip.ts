import { formatSize, type Size, type VendorRequest } from '@fusionbridge/core';
import { glyph } from './glyphs.js';

const ADVANCE = 6;
const LINE = 10;
const MARGIN = 4;
const MOST_LINES = 3;

/** What the caption says: the prompt, then how it was painted. */
export function captionText(request: VendorRequest, model: string, seed: number, size: Size): string {
  const loras = request.loras.map((lora) => `${lora.name}:${lora.weight}`).join(' ');
  const facts = [
    `seed ${seed}`,
    formatSize(size),
    request.steps === null ? '' : `${request.steps} steps`,
    request.guidance === null ? '' : `cfg ${request.guidance}`,
    request.sampler ?? '',
    loras,
    `sandbox/${model}`,
  ];
  return `${request.prompt}\n${facts.filter((fact) => fact !== '').join(' | ')}`;
}

/** A strip of the picture's width with the text in dots, as SVG. */
export function captionStrip(text: string, size: Size): { svg: string; height: number } {
  const dot = Math.max(1, Math.round(size.width / 420));
  const perLine = Math.max(8, Math.floor((size.width / dot - 2 * MARGIN) / ADVANCE));
  const [prompt = '', facts = ''] = text.split('\n');
  const lines = [...wrapped(prompt, perLine).slice(0, MOST_LINES), ...wrapped(facts, perLine).slice(0, 2)];
  const height = Math.min(size.height, (lines.length * LINE + 2 * MARGIN) * dot);
  const dots = lines.map((words, row) => lineOfDots(words, row)).join('');
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${size.width}" height="${height}"><rect width="${size.width}" height="${height}" fill="#14121f" fill-opacity=".82"/><path transform="scale(${dot})" d="${dots}" fill="#fff"/></svg>`;
  return { svg, height };
}

function lineOfDots(words: string, row: number): string {
  return Array.from(words)
    .map((character, index) => {
      const left = MARGIN + index * ADVANCE;
      const top = MARGIN + row * LINE;
      return glyph(character)
        .flatMap((column, x) =>
          [0, 1, 2, 3, 4, 5, 6]
            .filter((y) => ((column >> y) & 1) === 1)
            .map((y) => `M${left + x} ${top + y}h1v1h-1z`),
        )
        .join('');
    })
    .join('');
}

function wrapped(text: string, perLine: number): string[] {
  const lines: string[] = [];
  for (let rest = text; rest !== '';) {
    const cut = rest.length <= perLine ? rest.length : Math.max(rest.lastIndexOf(' ', perLine), 0) || perLine;
    lines.push(rest.slice(0, cut));
    rest = rest.slice(cut).trimStart();
  }
  return lines;
}
