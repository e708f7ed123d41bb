import { type Hex, darker, lighter } from '../colour.js';
import { type Stage, tone } from '../stage.js';
import { fir, leafy } from '../terrain.js';

/** Colours of the ground by season. */
export function grassy(stage: Stage): { far: Hex; near: Hex; blade: Hex; hill: Hex } {
  if (stage.snowy) {
    return {
      far: tone(stage, '#dfe8f4', 0.2),
      near: tone(stage, '#f4f8fd'),
      blade: tone(stage, '#c5d4e6'),
      hill: '#dbe6f2',
    };
  }
  if (stage.weather.has('leaves')) {
    return {
      far: tone(stage, '#c9a24e', 0.2),
      near: tone(stage, '#9a7436'),
      blade: tone(stage, '#7a5a2a'),
      hill: '#b98a44',
    };
  }
  const green = stage.random.fork('green').pick(['#78b356', '#8abb4c', '#6fae6a', '#93b955'] as const);
  return {
    far: tone(stage, lighter(green, 0.18), 0.15),
    near: tone(stage, darker(green, 0.18)),
    blade: tone(stage, darker(green, 0.36)),
    hill: green,
  };
}

/** Colour of leaves by season. */
export function crownColour(stage: Stage): Hex {
  const random = stage.random.fork('crowns');
  if (stage.snowy) {
    return '#cfdbe8';
  }
  return stage.weather.has('leaves')
    ? random.pick(['#d9822f', '#c9552f', '#e0a53a'] as const)
    : stage.weather.has('petals')
      ? '#f4a9c4'
      : random.pick(['#4f9148', '#5f9f4a', '#3f8450'] as const);
}

/** Small trees at the horizon. */
export function farTrees(stage: Stage, amount: number): string {
  const random = stage.random.fork('far trees');
  const crown = crownColour(stage);
  return Array.from({ length: Math.round((amount * stage.width) / 1000) }, () => {
    const x = random.between(0, stage.width);
    const size = random.between(46, 84);
    const colours = { crown: tone(stage, crown, 0.34), trunk: tone(stage, '#6a4a34', 0.34) };
    return random.chance(0.4)
      ? fir(x, stage.horizon + 8, size * 1.2, { colour: tone(stage, '#3f6f55', 0.36), snowy: stage.snowy })
      : leafy(x, stage.horizon + 8, size, colours);
  }).join('');
}

export function treeBand(stage: Stage, depth: number, distance: number): string {
  const random = stage.random.fork(`trees ${depth}`);
  const crown = crownColour(stage);
  const step = 46 + depth * 22;
  const parts: string[] = [];
  for (let x = random.between(-40, 20); x < stage.width + 60; x += step * random.between(0.7, 1.3)) {
    const middle = Math.abs(x / stage.width - 0.5) < 0.27;
    if (depth === 3 && middle) {
      continue;
    }
    const height = (200 + depth * 90) * random.between(0.8, 1.25);
    const y = stage.horizon + (depth === 3 ? 46 : depth * 8) + random.between(0, 12);
    parts.push(
      random.chance(0.55)
        ? fir(x, y, height, {
            colour: tone(stage, random.pick(['#2f6a4f', '#37755a', '#2a5f50'] as const), distance),
            snowy: stage.snowy,
          })
        : leafy(x, y, height * 0.92, {
            crown: tone(stage, darker(crown, 0.12), distance),
            trunk: tone(stage, '#5d402c', distance),
          }),
    );
  }
  return parts.join('');
}
