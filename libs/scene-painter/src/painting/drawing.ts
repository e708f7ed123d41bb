import type { Size } from '@fusionbridge/core';
import type { Hex } from './colour.js';

/** Position 0 to 1 along the gradient, colour, and opacity (1 where left out). */
export type Stop = readonly [offset: number, colour: Hex, opacity?: number];

/**
 * One SVG in the making. A drawing is 1000 units high whatever its size in pixels, so a composition does not
 * depend on the resolution; its width follows the aspect.
 */
export class Drawing {
  readonly height = 1000;
  readonly width: number;
  private readonly definitions: string[] = [];

  constructor(private readonly size: Size) {
    this.width = (size.width / size.height) * 1000;
  }

  /** A name no other element of this drawing has. */
  newId(): string {
    this.definitions.push('');
    return `d${this.definitions.length}`;
  }

  define(make: (id: string) => string): string {
    const id = this.newId();
    this.definitions.push(make(id));
    return `url(#${id})`;
  }

  /** Top to bottom of the element it fills. */
  vertical(stops: readonly Stop[]): string {
    return this.define((id) => `<linearGradient id="${id}" x2="0" y2="1">${stopsOf(stops)}</linearGradient>`);
  }

  /** Left to right of the element it fills. */
  horizontal(stops: readonly Stop[]): string {
    return this.define((id) => `<linearGradient id="${id}">${stopsOf(stops)}</linearGradient>`);
  }

  /** From the middle of the element it fills outwards. */
  radial(stops: readonly Stop[]): string {
    return this.define((id) => `<radialGradient id="${id}">${stopsOf(stops)}</radialGradient>`);
  }

  /** The whole document around what was drawn. */
  document(content: string): string {
    return (
      `<svg xmlns="http://www.w3.org/2000/svg" width="${this.size.width}" height="${this.size.height}" ` +
      `viewBox="0 0 ${num(this.width)} ${this.height}" preserveAspectRatio="none">` +
      `<defs>${this.definitions.join('')}</defs>${withoutLayers(content)}</svg>`
    );
  }
}

/**
 * `opacity` makes resvg 2.6 paint into a layer of its own, and a layer that lies far outside the picture aborts the
 * process (resvg geom.rs: unwrap on None). The opacity of fills and strokes needs no layer.
 */
function withoutLayers(content: string): string {
  return content.replace(/ opacity="([^"]*)"/g, ' fill-opacity="$1" stroke-opacity="$1"');
}

/** Two decimals: enough for 2048 pixels, and the same text everywhere. */
export function num(value: number): string {
  return String(Math.round(value * 100) / 100);
}

/** Attributes beyond geometry and fill, as SVG text, e.g. `opacity=".5"`. */
type Extra = string;

export function rect(
  box: readonly [x: number, y: number, w: number, h: number],
  fill: string,
  extra: Extra = '',
): string {
  const [x, y, w, h] = box;
  return `<rect x="${num(x)}" y="${num(y)}" width="${num(w)}" height="${num(h)}" fill="${fill}" ${extra}/>`;
}

export function circle(x: number, y: number, r: number, fill: string): string {
  return `<circle cx="${num(x)}" cy="${num(y)}" r="${num(r)}" fill="${fill}"/>`;
}

export function ellipse(
  box: readonly [x: number, y: number, rx: number, ry: number],
  fill: string,
  extra: Extra = '',
): string {
  const [x, y, rx, ry] = box;
  return `<ellipse cx="${num(x)}" cy="${num(y)}" rx="${num(rx)}" ry="${num(ry)}" fill="${fill}" ${extra}/>`;
}

export function shape(d: string, fill: string, extra: Extra = ''): string {
  return `<path d="${d}" fill="${fill}" ${extra}/>`;
}

/** A round-ended line. */
export function line(d: string, colour: string, width: number, extra: Extra = ''): string {
  return `<path d="${d}" fill="none" stroke="${colour}" stroke-width="${num(width)}" stroke-linecap="round" stroke-linejoin="round" ${extra}/>`;
}

/** Where a group stands, how large it is, and whether it looks the other way. */
export interface Stand {
  readonly x: number;
  readonly y: number;
  readonly scale: number;
  readonly flipped?: boolean;
}

/** Moves and scales what was drawn around its own origin. */
export function placed(content: string, { x, y, scale, flipped }: Stand): string {
  const across = flipped === true ? -scale : scale;
  return `<g transform="translate(${num(x)} ${num(y)}) scale(${across.toFixed(4)} ${scale.toFixed(4)})">${content}</g>`;
}

/** Polygon or polyline through points. */
export function through(points: readonly (readonly [number, number])[]): string {
  return points.map(([x, y], index) => `${index === 0 ? 'M' : 'L'}${num(x)} ${num(y)}`).join('');
}

function stopsOf(stops: readonly Stop[]): string {
  return stops
    .map(([offset, colour, opacity]) => {
      const faint = opacity === undefined ? '' : ` stop-opacity="${num(opacity)}"`;
      return `<stop offset="${num(offset)}" stop-color="${colour}"${faint}/>`;
    })
    .join('');
}
